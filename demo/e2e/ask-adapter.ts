import { signIn } from '../identity/sign-in-flow.ts';
import type { Stage } from './stage.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Asks an adapter of the stage over HTTP as one signed-in person; with a body it is a POST. */
export type Ask = (adapter: string, path: string, body?: unknown, key?: string) => Promise<Answer>;

/** Signs in as this login of the identity provider, once for any number of questions. */
export async function askAs(demo: Stage['demo'], login: string): Promise<Ask> {
  const { access_token: token } = await signIn(demo.identity, demo.site, login);
  return async (adapter, path, body, key) => {
    const response = await fetch(`${adapter}/v1/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(key !== undefined && { 'idempotency-key': key }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Answer['body'],
    };
  };
}
