//! Who else vouches for people: OpenID Connect providers.

use url::Url;

use super::{Secret, parse, vars::Vars};

#[derive(Clone, Debug)]
pub struct Issuer {
    /// In addresses: `auth0`, `google`.
    pub key: String,
    /// On its button: `Google`.
    pub label: String,
    /// The setting its address stands in, for messages.
    pub variable: String,
    /// `AUTH0_ISSUER_BASE_URL` or `OIDC_<NAME>_ISSUER`
    pub url: Url,
    /// `AUTH0_CLIENT_ID` or `OIDC_<NAME>_CLIENT_ID`
    pub client_id: String,
    /// `AUTH0_CLIENT_SECRET` or `OIDC_<NAME>_CLIENT_SECRET`
    pub client_secret: Secret,
    /// `AUTH0_AUDIENCE`: what access tokens for the API are made for; without it none of the issuer's are taken.
    pub audience: Option<String>,
    /// Whether the roles it tells of somebody are theirs here too. Of the main issuer alone.
    pub gives_roles: bool,
}

const AUTH0: [&str; 5] =
    ["AUTH0_ISSUER_BASE_URL", "AUTH0_CLIENT_ID", "AUTH0_CLIENT_SECRET", "AUTH0_BASE_URL", "AUTH0_SECRET"];
const ENDINGS: [&str; 3] = ["_ISSUER", "_CLIENT_ID", "_CLIENT_SECRET"];

/// What belongs to further issuers but is none of their three settings; `None` for names of others.
pub(super) fn misnamed(name: &str) -> Option<String> {
    let rest = name.strip_prefix("OIDC_")?;
    let fault = match further(rest) {
        None => {
            "is not a setting of ProSets: a further sign-in provider has OIDC_<NAME>_ISSUER, OIDC_<NAME>_CLIENT_ID \
                 and OIDC_<NAME>_CLIENT_SECRET, with a name of capital letters and digits."
        }
        Some("AUTH0") => "is not a setting of ProSets: the main issuer's settings begin with AUTH0_.",
        Some(_) => return None,
    };
    Some(fault.to_owned())
}

/// The name in `<NAME>_CLIENT_ID`.
fn further(rest: &str) -> Option<&str> {
    let name = ENDINGS.iter().rev().find_map(|ending| rest.strip_suffix(ending))?;
    let plain = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit();
    ((1..=20).contains(&name.len()) && name.bytes().all(plain)).then_some(name)
}

/// The main issuer first, the others by name.
pub(super) fn read(vars: &mut Vars) -> Vec<Issuer> {
    let mut names: Vec<String> =
        vars.names().filter_map(|name| further(name.strip_prefix("OIDC_")?)).map(str::to_owned).collect();
    names.dedup();
    let mut issuers: Vec<Issuer> = main(vars).into_iter().collect();
    for name in names.iter().filter(|name| *name != "AUTH0") {
        issuers.extend(one_more(vars, name));
    }
    issuers
}

fn main(vars: &mut Vars) -> Option<Issuer> {
    let audience = vars.get("AUTH0_AUDIENCE").map(str::to_owned);
    let asked = AUTH0[..3].iter().any(|name| vars.get(name).is_some());
    if !asked {
        if audience.is_some() {
            vars.fault(
                "AUTH0_AUDIENCE",
                "is set without an issuer: set AUTH0_ISSUER_BASE_URL too, or unset it.",
            );
        }
        return None;
    }
    complete(
        vars,
        &AUTH0,
        "is missing: signing in with an issuer needs AUTH0_ISSUER_BASE_URL, AUTH0_BASE_URL, AUTH0_SECRET, \
         AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET together.",
    );
    if audience.is_some() && audience.as_deref() == vars.get("AUTH0_CLIENT_ID") {
        vars.fault(
            "AUTH0_AUDIENCE",
            "is the client's id, for which ID tokens are made: set it to the API's identifier, such as \
             https://shop.example.com/api.",
        );
    }
    let url = vars.read(AUTH0[0], address)?;
    let host = url.host_str().unwrap_or_default().to_owned();
    let label = if host.ends_with(".auth0.com") { "Auth0".to_owned() } else { host };
    Some(Issuer {
        key: "auth0".into(),
        label,
        variable: AUTH0[0].into(),
        url,
        client_id: vars.get("AUTH0_CLIENT_ID")?.to_owned(),
        client_secret: Secret::new(vars.get("AUTH0_CLIENT_SECRET")?),
        audience,
        gives_roles: true,
    })
}

fn one_more(vars: &mut Vars, name: &str) -> Option<Issuer> {
    let [issuer, id, secret] = ENDINGS.map(|ending| format!("OIDC_{name}{ending}"));
    complete(
        vars,
        &[&issuer, &id, &secret],
        &format!("is missing: the provider {name} needs {issuer}, {id} and {secret} together."),
    );
    Some(Issuer {
        key: name.to_lowercase(),
        label: label(name),
        url: vars.read(&issuer, address)?,
        variable: issuer,
        client_id: vars.get(&id)?.to_owned(),
        client_secret: Secret::new(vars.get(&secret)?),
        audience: None,
        gives_roles: false,
    })
}

fn complete(vars: &mut Vars, names: &[&str], fault: &str) {
    for name in names.iter().filter(|name| vars.get(name).is_none()).copied().collect::<Vec<_>>() {
        vars.fault(name, fault);
    }
}

/// As the companies write themselves.
fn label(name: &str) -> String {
    let known =
        ["Apple", "Discord", "GitHub", "GitLab", "Google", "Keycloak", "LinkedIn", "Microsoft", "Okta"];
    if let Some(known) = known.iter().find(|known| known.eq_ignore_ascii_case(name)) {
        return (*known).to_owned();
    }
    let (first, rest) = name.split_at(1);
    format!("{first}{}", rest.to_lowercase())
}

fn address(value: &str) -> Result<Url, String> {
    let rule = "the issuer's address, such as https://tenant.eu.auth0.com";
    let fits = |url: &Url| {
        let safe = url.scheme() == "https" || (url.scheme() == "http" && parse::is_loopback(url));
        let bare = url.query().is_none() && url.fragment().is_none();
        safe && bare && url.username().is_empty() && url.password().is_none() && url.host_str().is_some()
    };
    match Url::parse(value) {
        Ok(url) if fits(&url) => Ok(url),
        Ok(url) if url.scheme() == "http" => {
            Err(format!("is http, but must be https: whoever is between could sign in as anybody ({rule})."))
        }
        Ok(_) => Err(parse::must_be(value, rule)),
        Err(_) => Err(format!("has no https:// in front, or is no address: write it as {rule}.")),
    }
}
