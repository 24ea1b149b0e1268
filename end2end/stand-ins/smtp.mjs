// A real mail server for tests that keeps nothing: node smtp.mjs '{"user":"shop","password":"hush"}'
//
// Prints one line of JSON for where it listens, `{"port":2525}`, and one for each mail it takes:
// `{"from":"…","to":["…"],"secure":false,"user":null,"data":"…"}`. Ends when its standard input does.
import { readFileSync } from 'node:fs';
import { SMTPServer } from 'smtp-server';

/**
 * @type {{
 *   tls?: 'none' | 'starttls' | 'wrapped', key?: string, cert?: string,
 *   user?: string, password?: string, refuse?: string[], busy?: number,
 * }} `key` and `cert` are files; `refuse` is told 550 for good; the first `busy` recipients are told 450
 */
const options = JSON.parse(process.argv[2] ?? '{}');
const tls = options.tls ?? 'none';
let busy = options.busy ?? 0;

const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
const refusal = (code, words) => Object.assign(new Error(words), { responseCode: code });

const server = new SMTPServer({
  secure: tls === 'wrapped',
  ...(options.key && { key: readFileSync(options.key), cert: readFileSync(options.cert) }),
  disabledCommands: [...(tls === 'starttls' ? [] : ['STARTTLS']), ...(options.user ? [] : ['AUTH'])],
  authOptional: !options.user,
  allowInsecureAuth: true,
  disableReverseLookup: true,
  closeTimeout: 100,
  onAuth({ username, password }, _session, done) {
    if (username === options.user && password === options.password) return done(null, { user: username });
    done(new Error('Invalid username or password'));
  },
  onRcptTo({ address }, _session, done) {
    if (options.refuse?.includes(address)) return done(refusal(550, `5.1.1 <${address}> is not known here`));
    if (busy-- > 0) return done(refusal(450, '4.2.0 Greylisted, try again later'));
    done();
  },
  onData(stream, session, done) {
    const chunks = [];
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('end', () => {
      const { mailFrom, rcptTo } = session.envelope;
      say({
        from: mailFrom && mailFrom.address,
        to: rcptTo.map(({ address }) => address),
        secure: session.secure,
        user: session.user ?? null,
        data: Buffer.concat(chunks).toString('utf8'),
      });
      done();
    });
  },
});

// A client that breaks off is no fault of the server.
server.on('error', () => {});
server.listen(0, '127.0.0.1', () => say({ port: server.server.address().port }));
process.stdin.on('end', () => process.exit()).resume();
