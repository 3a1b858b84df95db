// A certified OpenID provider (npm oidc-provider), set up as ID-porten is: pushed requests, PKCE,
// private_key_jwt, the person number in the ID token. It is told who its client is on standard input,
// and says its issuer on standard output when it is ready. Nobody but the tests reaches it.
import { createServer } from "node:http";
import { generateKeyPairSync } from "node:crypto";
import { text } from "node:stream/consumers";
import { Provider } from "oidc-provider";

const { portal, client, jwk, pushed, algorithm, logout } = JSON.parse(await text(process.stdin));
const LEVELS = ["idporten-loa-substantial", "idporten-loa-high"];
const KINDS = {
  RS256: () => generateKeyPairSync("rsa", { modulusLength: 2048 }),
  ES256: () => generateKeyPairSync("ec", { namedCurve: "P-256" }),
};

const server = createServer();
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const issuer = `http://localhost:${server.address().port}`;

const provider = new Provider(issuer, {
  acrValues: LEVELS,
  claims: { openid: ["sub", "pid", "locale"], profile: ["name"], acr: null, amr: null, auth_time: null },
  clients: [
    {
      client_id: client,
      jwks: { keys: [jwk] },
      token_endpoint_auth_method: "private_key_jwt",
      id_token_signed_response_alg: algorithm,
      redirect_uris: [`${portal}/login/callback`],
      post_logout_redirect_uris: [`${portal}/logout`],
      response_types: ["code"],
      grant_types: ["authorization_code"],
    },
  ],
  cookies: { keys: ["only for a test"], long: { sameSite: "none" } },
  enableHttpPostMethods: logout === "post",
  enabledJWA: { idTokenSigningAlgValues: [algorithm] },
  features: {
    devInteractions: { enabled: false },
    pushedAuthorizationRequests: { enabled: pushed, requirePushedAuthorizationRequests: pushed },
  },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: `name-of-${id}`, pid: id, locale: "nb" }) }),
  interactions: { url: (_, { uid }) => `/interaction/${uid}` },
  jwks: { keys: [KINDS[algorithm]().privateKey.export({ format: "jwk" })] },
  // The person has agreed beforehand: at ID-porten nobody is asked to consent to a public service.
  async loadExistingGrant({ oidc }) {
    const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
    grant.addOIDCScope("openid profile");
    await grant.save();
    return grant;
  },
});

// Whoever posts a number and a level to the interaction is that person.
async function interaction(request, response) {
  const { login, acr } = Object.fromEntries(new URLSearchParams(await text(request)));
  if (login === undefined) {
    response.end('<form method="post"><input name="login"><input name="acr"></form>');
    return;
  }
  const result = { login: { accountId: login, acr, amr: ["BankID"] } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

const answer = provider.callback();
server.on("request", (request, response) => {
  if (!request.url.startsWith("/interaction/")) return answer(request, response);
  interaction(request, response).catch((error) => response.writeHead(500).end(String(error)));
});
console.log(issuer);
