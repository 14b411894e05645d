import DOMPurify, { type Config } from 'dompurify';

interface TrustedPolicy {
  createHTML(html: string): unknown;
  createScriptURL(url: string): unknown;
}

/** Absent where the browser has no Trusted Types. */
const trustedTypes = (
  globalThis as { trustedTypes?: { createPolicy(name: string, rules: TrustedPolicy): TrustedPolicy } }
).trustedTypes;

const policy = createPolicy();

/**
 * String mode only, and none of the modes of DOMPurify that have been bypassed before (in place, added tags as a
 * function, templates). Even sanitized content may not style the page, take input or name an element.
 */
const CONFIG = {
  USE_PROFILES: { html: true },
  FORBID_TAGS: ['style', 'form', 'input', 'textarea', 'select', 'button', 'dialog', 'template'],
  FORBID_ATTR: ['style', 'id', 'name', 'class'],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ...(policy ? { RETURN_TRUSTED_TYPE: true, TRUSTED_TYPES_POLICY: policy } : {}),
} as Config;

/**
 * Sanitized HTML, for `innerHTML`: a `TrustedHTML` of the policy `portico` where the browser has Trusted Types. Null
 * when the page's policy refuses ours.
 */
export function purify(html: string): string | null {
  return policy === null ? null : DOMPurify.sanitize(html, CONFIG);
}

/** Undefined where policies do not exist, null where the page allows none of ours. */
function createPolicy(): TrustedPolicy | undefined | null {
  try {
    return trustedTypes?.createPolicy('portico', {
      createHTML: (html) => html,
      createScriptURL: (url) => url,
    });
  } catch {
    return null;
  }
}
