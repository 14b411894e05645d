import { JSON_TYPE } from '../behaviour/answer-badly.ts';
import type { Reply } from '../behaviour/send.ts';
import type { ApiResponse } from './exchange.ts';

/** An answer with its headers and its body as text. */
export function toReply({ status, headers, body }: ApiResponse): Reply {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  return {
    status,
    headers: {
      'OData-Version': '4.0',
      'Cache-Control': 'no-cache',
      ...(text !== '' && { 'Content-Type': JSON_TYPE }),
      ...headers,
    },
    body: text,
  };
}
