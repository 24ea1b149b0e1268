//! An OpenID Connect provider, spoken to by the authorization code flow with PKCE.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreClientAuthMethod, CoreErrorResponseType, CoreGenderClaim,
    CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreResponseType,
    CoreRevocableToken, CoreRevocationErrorResponse, CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::reqwest::{self, Client as Http};
use openidconnect::{
    AuthType, AuthenticationFlow, AuthorizationCode, ClientId, ClientSecret, CsrfToken,
    EmptyAdditionalClaims, EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet, EndpointSet,
    IdTokenFields, Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl,
    RequestTokenError, Scope, StandardErrorResponse, StandardTokenResponse, TokenResponse, UserInfoClaims,
    UserInfoError,
};
use url::Url;

use super::discovery::{Discovery, Metadata};
use super::id_token::{self, Claims, Doubt, MoreClaims};
use super::{Answer, Attempt, IdentityError, IdentityProvider, Owner, Proof, access_token, http};
use crate::ports::Now;

#[derive(Clone)]
pub struct OidcConfig {
    /// The issuer, and the setting it stands in.
    pub url: Url,
    pub variable: String,
    pub client_id: String,
    pub client_secret: String,
    /// Where the provider sends browsers back to.
    pub callback: Url,
    /// What access tokens for our API are made for, where they are taken at all.
    pub audience: Option<String>,
    pub now: Now,
}

pub struct Oidc {
    config: OidcConfig,
    http: Http,
    discovery: Discovery,
}

type Tokens = StandardTokenResponse<
    IdTokenFields<
        MoreClaims,
        EmptyExtraTokenFields,
        CoreGenderClaim,
        CoreJweContentEncryptionAlgorithm,
        CoreJwsSigningAlgorithm,
    >,
    CoreTokenType,
>;
type Client = openidconnect::Client<
    MoreClaims,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Tokens,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;
type TokenError = RequestTokenError<
    openidconnect::HttpClientError<reqwest::Error>,
    StandardErrorResponse<CoreErrorResponseType>,
>;

impl Oidc {
    pub fn new(config: OidcConfig) -> Result<Self, IdentityError> {
        let http = http::client()?;
        let discovery =
            Discovery::new(http.clone(), config.url.clone(), config.variable.clone(), config.now.clone());
        Ok(Self { config, http, discovery })
    }

    fn now(&self) -> DateTime<Utc> {
        (self.config.now)()
    }

    fn client(&self, metadata: &Metadata) -> Client {
        openidconnect::Client::from_provider_metadata(
            metadata.clone(),
            ClientId::new(self.config.client_id.clone()),
            Some(ClientSecret::new(self.config.client_secret.clone())),
        )
        .set_redirect_uri(RedirectUrl::from_url(self.config.callback.clone()))
    }

    /// Brings the code and the secret to the provider. How it wants to be told the secret is announced, but not
    /// always as it is set up for this one client, so that a refusal is a reason to try the other way.
    async fn exchange(
        &self,
        client: &Client,
        metadata: &Metadata,
        attempt: &Attempt,
        code: &str,
    ) -> Result<Tokens, IdentityError> {
        let basic = CoreClientAuthMethod::ClientSecretBasic;
        let announced = metadata.token_endpoint_auth_methods_supported();
        let mut ways = vec![AuthType::BasicAuth, AuthType::RequestBody];
        if announced.is_some_and(|ways| !ways.contains(&basic)) {
            ways.reverse();
        }
        let mut refusal = IdentityError::Stale;
        for way in ways {
            let client = client.clone().set_auth_type(way);
            let asked = client
                .exchange_code(AuthorizationCode::new(code.to_owned()))
                .map_err(|error| IdentityError::Setup(error.to_string()))?
                .set_pkce_verifier(PkceCodeVerifier::new(attempt.verifier.clone()));
            match asked.request_async(&self.http).await {
                Ok(tokens) => return Ok(tokens),
                Err(error) => {
                    let again = is_about_the_client(&error);
                    refusal = self.not_exchanged(error);
                    if !again {
                        break;
                    }
                }
            }
        }
        Err(refusal)
    }

    fn not_exchanged(&self, error: TokenError) -> IdentityError {
        match error {
            RequestTokenError::ServerResponse(response) => match response.error() {
                CoreErrorResponseType::InvalidGrant => IdentityError::Stale,
                CoreErrorResponseType::InvalidClient | CoreErrorResponseType::UnauthorizedClient => {
                    let secret = self.config.variable.replace("ISSUER_BASE_URL", "CLIENT_SECRET");
                    let secret = secret.replace("_ISSUER", "_CLIENT_SECRET");
                    IdentityError::Setup(format!(
                        "the provider does not take the client's id and secret: compare {} and {secret} with what stands there ({response})",
                        secret.replace("CLIENT_SECRET", "CLIENT_ID"),
                    ))
                }
                _ => IdentityError::Setup(format!("the provider refused: {response}")),
            },
            RequestTokenError::Request(error) => IdentityError::Unavailable(http::told(&error)),
            RequestTokenError::Parse(error, _) => IdentityError::Refused(error.to_string()),
            RequestTokenError::Other(words) => IdentityError::Refused(words),
        }
    }

    /// What the provider tells of the person beside the token, where the token itself held no address.
    async fn ask_more(
        &self,
        client: &Client,
        tokens: &Tokens,
        claims: &Claims,
        proof: &mut Proof,
    ) -> Result<(), IdentityError> {
        let subject = Some(claims.subject().clone());
        let Ok(request) = client.user_info(tokens.access_token().clone(), subject) else { return Ok(()) };
        let info: UserInfoClaims<EmptyAdditionalClaims, CoreGenderClaim> =
            request.request_async(&self.http).await.map_err(|error| match error {
                UserInfoError::Request(error) => IdentityError::Unavailable(http::told(&error)),
                error => IdentityError::Refused(http::told(&error)),
            })?;
        proof.email = info.email().map(|email| email.to_string());
        proof.email_verified = info.email_verified() == Some(true);
        let name = info.name().and_then(|name| name.get(None)).map(|name| name.to_string());
        proof.name = proof.name.take().or(name);
        let username = info.preferred_username().map(|name| name.to_string());
        proof.username = proof.username.take().or(username);
        Ok(())
    }
}

fn is_about_the_client(error: &TokenError) -> bool {
    matches!(error, RequestTokenError::ServerResponse(response)
        if matches!(response.error(), CoreErrorResponseType::InvalidClient | CoreErrorResponseType::UnauthorizedClient))
}

#[async_trait]
impl IdentityProvider for Oidc {
    async fn begin(&self) -> Result<(Url, Attempt), IdentityError> {
        let metadata = self.discovery.metadata().await?;
        let client = self.client(&metadata);
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let flow = AuthenticationFlow::<CoreResponseType>::AuthorizationCode;
        let (url, state, nonce) = client
            .authorize_url(flow, CsrfToken::new_random, Nonce::new_random)
            .add_scope(Scope::new("profile".into()))
            .add_scope(Scope::new("email".into()))
            .set_pkce_challenge(challenge)
            .url();
        let attempt = Attempt {
            state: state.secret().clone(),
            nonce: nonce.secret().clone(),
            verifier: verifier.secret().clone(),
        };
        Ok((url, attempt))
    }

    async fn finish(&self, attempt: &Attempt, answer: &Answer) -> Result<Proof, IdentityError> {
        let metadata = self.discovery.metadata().await?;
        let names_itself = metadata.additional_metadata().authorization_response_iss_parameter_supported;
        match &answer.issuer {
            Some(issuer) if issuer != metadata.issuer().as_str() => {
                return Err(IdentityError::Refused(format!("it came from {issuer}, which was not asked")));
            }
            None if names_itself => {
                return Err(IdentityError::Refused("it does not say whose it is".into()));
            }
            _ => {}
        }
        let client = self.client(&metadata);
        let tokens = self.exchange(&client, &metadata, attempt, &answer.code).await?;
        let token = tokens.id_token().ok_or_else(|| IdentityError::Refused("it holds no ID token".into()))?;
        let for_us = (self.config.client_id.as_str(), attempt.nonce.as_str());
        let access = tokens.access_token();
        let verified = id_token::verify(token, access, client.id_token_verifier(), for_us, self.now());
        let claims = match verified {
            Ok(claims) => claims,
            Err(Doubt::For(error)) => return Err(error),
            Err(Doubt::UnknownKey) => {
                let client = self.client(&*self.discovery.again().await?);
                let verifier = client.id_token_verifier();
                id_token::verify(token, access, verifier, for_us, self.now()).map_err(
                    |doubt| match doubt {
                        Doubt::UnknownKey => {
                            IdentityError::Refused("nobody knows the key it is signed with".into())
                        }
                        Doubt::For(error) => error,
                    },
                )?
            }
        };
        let mut proof = Proof {
            issuer: claims.issuer().as_str().to_owned(),
            subject: claims.subject().as_str().to_owned(),
            email: claims.email().map(|email| email.to_string()),
            email_verified: claims.email_verified() == Some(true),
            name: claims.name().and_then(|name| name.get(None)).map(|name| name.to_string()),
            username: claims
                .preferred_username()
                .map(|name| name.to_string())
                .or_else(|| claims.nickname().and_then(|name| name.get(None)).map(|name| name.to_string())),
            roles: claims.additional_claims().roles(),
            id_token: token.to_string(),
        };
        if proof.email.is_none() {
            self.ask_more(&client, &tokens, &claims, &mut proof).await?;
        }
        Ok(proof)
    }

    async fn sign_out(&self, id_token: &str, back_to: &str) -> Result<Option<Url>, IdentityError> {
        let metadata: Arc<Metadata> = self.discovery.metadata().await?;
        let end = metadata.additional_metadata().end_session_endpoint.clone();
        Ok(end.map(|mut end| {
            end.query_pairs_mut()
                .append_pair("id_token_hint", id_token)
                .append_pair("client_id", &self.config.client_id)
                .append_pair("post_logout_redirect_uri", back_to);
            end
        }))
    }

    async fn owner(&self, token: &str) -> Result<Owner, IdentityError> {
        let refused = |words: &str| IdentityError::Refused(words.to_owned());
        let audience = self.config.audience.as_deref().ok_or_else(|| refused("no such tokens are taken"))?;
        let head = access_token::head(token).ok_or_else(|| refused("it is not signed by a provider"))?;
        let mut metadata = self.discovery.metadata().await?;
        let mut key = access_token::key(&metadata, &head);
        if key.is_none() {
            metadata = self.discovery.again().await?;
            key = access_token::key(&metadata, &head);
        }
        let key = key.ok_or_else(|| refused("nobody knows the key it is signed with"))?;
        let issuer = metadata.issuer().as_str();
        let subject = access_token::subject(token, head.alg, &key, (issuer, audience), self.now())?;
        Ok(Owner { issuer: issuer.to_owned(), subject })
    }

    async fn check(&self) -> Result<i64, IdentityError> {
        let metadata = self.discovery.again().await?;
        let answer = self.http.head(metadata.jwks_uri().url().clone()).send().await;
        let answer = answer.map_err(|error| IdentityError::Unavailable(http::told(&error)))?;
        let date = answer.headers().get(reqwest::header::DATE).and_then(|date| date.to_str().ok());
        let date = date.and_then(|date| DateTime::parse_from_rfc2822(date).ok());
        Ok(date.map_or(0, |date| (date.with_timezone(&Utc) - self.now()).num_seconds()))
    }
}
