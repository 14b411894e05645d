import type { FakeDataverse } from './start-fake-dataverse.ts';

/** An answer, read whole. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Of a JSON body; fails on any other. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
  readonly json: any;
}

export type Call = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Answer>;

/** Buys a token and gives a way to call the Web API with it, bare: no client of ours is in between. */
export async function connect(fake: FakeDataverse): Promise<Call> {
  const token = await buyToken(fake);
  return async (method, path, body, headers = {}) => {
    const url = path.startsWith('http') ? path : `${fake.url}/api/data/v9.2/${path}`;
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: {
        Authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'Content-Type': 'application/json; charset=utf-8' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      get json() {
        return JSON.parse(text);
      },
    };
  };
}

/** A token for the environment, as the client credentials flow gives it. */
export async function buyToken(fake: FakeDataverse, changes: Record<string, string> = {}): Promise<string> {
  const response = await requestToken(fake, changes);
  return ((await response.json()) as { access_token: string }).access_token;
}

export const requestToken = (fake: FakeDataverse, changes: Record<string, string> = {}): Promise<Response> =>
  fetch(fake.tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: fake.clientId,
      client_secret: fake.clientSecret,
      scope: `${fake.url}/.default`,
      ...changes,
    }),
  });
