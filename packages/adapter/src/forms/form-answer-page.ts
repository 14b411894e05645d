import type { FormReceipt, Issue, Problem } from '@portico/protocol';
import type { FormConfig } from '../config/site-config.ts';

/** Nothing may run, load, or frame this page; its few lines of style are named by their hash. */
const STYLE =
  'body{font:1.0625rem/1.5 system-ui,sans-serif;max-width:36rem;margin:4rem auto;padding:0 1rem;color-scheme:light dark}';

/** What a person sees after a plain form was taken. */
export function receiptPage(receipt: FormReceipt, locale: string): Promise<Response> {
  const reference = receipt.reference
    ? `<p>Your reference: <strong>${escapeHtml(receipt.reference)}</strong></p>`
    : '';
  const body = `<p role="status">${escapeHtml(receipt.message)}</p>${reference}`;
  return page({ title: receipt.title, body, status: 201, locale });
}

/** What a person sees when it was not: what is wrong where, in the words of the form, and the way back. */
export function problemPage(
  problem: Problem,
  form: FormConfig | undefined,
  locale: string,
): Promise<Response> {
  const list = (problem.issues ?? [])
    .map((issue) => `<li>${escapeHtml(describe(issue, form))}</li>`)
    .join('');
  const body = `<p role="alert">${escapeHtml(problem.detail ?? problem.title)}</p>${
    list ? `<ul>${list}</ul>` : ''
  }<p>Please go back in your browser; what you typed is still there.</p>`;
  return page({ title: form?.title ?? problem.title, body, status: problem.status, locale });
}

function describe({ path, message }: Issue, form: FormConfig | undefined): string {
  const field = form?.fields.find(({ column }) => column === path);
  const consent = form?.consents?.find(({ name }) => `consents.${name}` === path);
  const label = field?.label ?? consent?.text ?? path;
  return label ? `${label}: ${message}` : message;
}

interface Page {
  readonly title: string;
  /** HTML. */
  readonly body: string;
  readonly status: number;
  readonly locale: string;
}

async function page({ title, body, status, locale }: Page): Promise<Response> {
  const html = `<!doctype html>
<html lang="${escapeHtml(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${body}
</main>
</body>
</html>
`;
  return new Response(html, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${await styleHash()}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
      'x-frame-options': 'DENY',
    },
  });
}

async function styleHash(): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(STYLE));
  return btoa(String.fromCharCode(...new Uint8Array(hash)));
}

function escapeHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}
