import type { PorticoError } from '@portico/client';
import { msg, str } from '../base/messages.ts';

/** What to tell a person about a failure: what happened, and what they can do. */
export function problemText(error: Pick<PorticoError, 'code' | 'retryAfter'>): string {
  switch (error.code) {
    case 'offline':
      return msg('You are offline. Nothing is lost: try again when you are connected.');
    case 'timeout':
      return msg('The answer is taking too long. Please try again.');
    case 'unreachable':
    case 'store_unavailable':
    case 'identity_unavailable':
      return msg('We cannot be reached at the moment. Please try again shortly.');
    case 'rate_limited':
      return error.retryAfter
        ? msg(str`Too many requests. Please try again in ${Math.ceil(error.retryAfter)} seconds.`)
        : msg('Too many requests. Please try again shortly.');
    case 'invalid_token':
      return msg('Your sign-in has ended. Please sign in again.');
    case 'registration_closed':
      return msg('Your account is not known here. Please ask for access.');
    case 'permission_denied':
    case 'not_found':
      return msg('This is not available to you.');
    case 'invalid_values':
    case 'invalid_reference':
      return msg('Please check the marked fields.');
    case 'etag_mismatch':
      return msg('This was changed meanwhile. Please look at it again.');
    case 'action_not_possible':
      return msg('This is not possible any more. Please look at it again.');
    case 'duplicate_record':
      return msg('This exists already.');
    case 'idempotency_key_reused':
      return msg('Your first version has been received. Send again only to add the changed one.');
    case 'payload_too_large':
      return msg('This is too large to send.');
    default:
      return msg('Something went wrong on our side. Please try again.');
  }
}
