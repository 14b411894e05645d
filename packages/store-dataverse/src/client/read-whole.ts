import type { Answer } from './answer.ts';
import { DataverseError } from './dataverse-error.ts';

/**
 * The whole of a response as text. A body that is cut off, late, longer than `limit` bytes or not UTF-8 is no
 * answer: it is refused, and part of it is never returned.
 */
export async function readWhole(response: Response, limit: number, signal: AbortSignal): Promise<Answer> {
  const { status, headers } = response;
  const declared = Number(headers.get('content-length') ?? 0);
  if (declared > limit) {
    await response.body?.cancel();
    throw tooLong(status);
  }
  const body = response.body ? await readText(response.body, limit, status, signal) : '';
  return { status, headers, body };
}

async function readText(
  body: ReadableStream<Uint8Array>,
  limit: number,
  status: number,
  signal: AbortSignal,
): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const reader = body.getReader();
  let length = 0;
  let text = '';
  const late = Promise.withResolvers<never>();
  const onAbort = () => late.reject(signal.reason);
  late.promise.catch(() => {});
  signal.addEventListener('abort', onAbort);
  try {
    signal.throwIfAborted();
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), late.promise]);
      if (done) return text + decoder.decode();
      length += value.byteLength;
      if (length > limit) throw tooLong(status);
      text += decoder.decode(value, { stream: true });
    }
  } catch (error) {
    // The connection is of no more use; whether cancelling works changes nothing about the error.
    reader.cancel().catch(() => {});
    if (error instanceof DataverseError) throw error;
    throw new DataverseError('unavailable', { status, uncertain: true, reason: 'answer was cut off' });
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

function tooLong(status: number): DataverseError {
  return new DataverseError('unavailable', { status, reason: 'answer is too long' });
}
