import { randomBytes } from 'node:crypto';

export interface ClientCredentials {
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface TokenAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

const LIFETIME = 3599;

/** Issues and knows access tokens, as the client credentials flow of Microsoft Entra does. */
export class TokenService {
  readonly #credentials: ClientCredentials;
  readonly #expiry = new Map<string, number>();
  #issued = 0;

  constructor(credentials: ClientCredentials) {
    this.#credentials = credentials;
  }

  get issued(): number {
    return this.#issued;
  }

  /** @param form of `POST <authority>/<tenant>/oauth2/v2.0/token` @param resource the environment's URL @param skewSeconds how far behind the token's clock is */
  answer(tenant: string, form: URLSearchParams, resource: string, skewSeconds: number): TokenAnswer {
    const { tenantId, clientId, clientSecret } = this.#credentials;
    if (tenant !== tenantId)
      return refusal(400, 'invalid_request', `AADSTS90002: Tenant '${tenant}' not found.`);
    if (form.get('grant_type') !== 'client_credentials') {
      return refusal(
        400,
        'unsupported_grant_type',
        'AADSTS70003: The app requested an unsupported grant type.',
      );
    }
    if (form.get('client_id') !== clientId) {
      return refusal(
        400,
        'unauthorized_client',
        'AADSTS700016: The application was not found in the directory.',
      );
    }
    if (form.get('client_secret') !== clientSecret) {
      return refusal(401, 'invalid_client', 'AADSTS7000215: Invalid client secret provided.');
    }
    if (form.get('scope') !== `${resource}/.default`) {
      return refusal(400, 'invalid_scope', 'AADSTS70011: The provided value for scope is not valid.');
    }
    const token = `fake.${randomBytes(24).toString('base64url')}`;
    this.#issued += 1;
    this.#expiry.set(token, Date.now() + (LIFETIME - skewSeconds) * 1000);
    return {
      status: 200,
      body: { token_type: 'Bearer', expires_in: LIFETIME, ext_expires_in: LIFETIME, access_token: token },
    };
  }

  /** Whether an `Authorization` header lets in. */
  accepts(header: string | undefined): boolean {
    const token = header?.startsWith('Bearer ') ? header.slice(7) : '';
    return (this.#expiry.get(token) ?? 0) > Date.now();
  }

  /** Makes every token issued so far worthless. */
  revokeAll(): void {
    this.#expiry.clear();
  }
}

const refusal = (status: number, error: string, description: string): TokenAnswer => ({
  status,
  body: { error, error_description: description },
});
