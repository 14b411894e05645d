import { ProtocolError } from '@portico/protocol';
import type { Subject } from '../authenticate/subject.ts';
import { digest } from './digest.ts';

/** How a create that is sent twice is known; see `WritePlan`. */
export interface Idempotency {
  readonly scope: string;
  readonly key: string;
  readonly fingerprint: string;
}

/**
 * The `Idempotency-Key` of a request, in the scope of its subject and path; undefined when it sends none.
 * The fingerprint says whether a second request with the key is the same request.
 */
export async function readIdempotency(
  request: Request,
  subject: Subject,
  body: unknown,
): Promise<Idempotency | undefined> {
  const key = request.headers.get('idempotency-key');
  if (key === null) return undefined;
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) {
    throw new ProtocolError('invalid_parameter', '', {
      issues: [{ path: 'Idempotency-Key', message: 'Takes 1 to 200 visible ASCII characters.' }],
    });
  }
  // Digests keep the subject and the path short, and the records free of who they are.
  const scope = await digest(`${subject.key}\n${request.method}\n${new URL(request.url).pathname}`);
  return { scope, key, fingerprint: await digest(JSON.stringify(body)) };
}
