import { LOGINS } from './logins.ts';

/** Sent with every page of the provider. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** The policy of pages with a form. Browsers follow a form's redirects with it, so the site is named too. */
export function pagePolicy(siteOrigin: string): string {
  return `default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self' ${siteOrigin}; base-uri 'none'; frame-ancestors 'none'`;
}

export function escapeHtml(text: string): string {
  const names: Readonly<Record<string, string>> = {
    '&': 'amp',
    '<': 'lt',
    '>': 'gt',
    '"': 'quot',
    "'": '#39',
  };
  return text.replace(/[&<>"']/g, (character) => `&${names[character]};`);
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Wherrywright ID</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<main>
<p class="brand">Wherrywright <span>ID</span></p>
${content}
</main>
</body>
</html>
`;
}

/** One button per login; a press is the sign-in. */
export function signInPage(uid: string): string {
  const logins = LOGINS.map(
    ({ subject, name, email, role, about }) => `<li><button name="login" value="${escapeHtml(subject)}">
<span class="role">${escapeHtml(role)}</span>
<strong>${escapeHtml(name)}</strong>
<span class="about">${escapeHtml(about)}</span>
<span class="email">${escapeHtml(email)}</span>
</button></li>`,
  ).join('\n');
  return page(
    'Sign in',
    `<h1>Who are you today?</h1>
<p>This is the demo’s identity provider. Everyone below is invented; a click signs you in.</p>
<form method="post" action="/interaction/${escapeHtml(uid)}">
<ul class="logins">
${logins}
</ul>
<p class="cancel"><button name="login" value="" class="plain">Cancel and go back</button></p>
</form>`,
  );
}

/**
 * Asks before the session ends. With a token that proves the site sent the person here, a script answers for
 * them; without, only the person can. `form` comes from oidc-provider and carries its own protection.
 */
export function signOutPage(form: string, asked: boolean): string {
  return page(
    'Sign out',
    `<h1>Sign out?</h1>
<p>You will be signed out of the website and of Wherrywright ID.</p>
${form}
<p class="choices"><button form="op.logoutForm" name="logout" value="yes" id="confirm" autofocus>Sign out</button>
<button form="op.logoutForm" class="plain">Stay signed in</button></p>
${asked ? '<script src="/sign-out.js" defer></script>' : ''}`,
  );
}

export function signedOutPage(siteOrigin: string): string {
  return page(
    'Signed out',
    `<h1>You are signed out</h1>
<p><a href="${escapeHtml(siteOrigin)}/">Back to the website</a></p>`,
  );
}

export function errorPage(message: string, siteOrigin: string): string {
  return page(
    'Sign-in stopped',
    `<h1>That did not work</h1>
<p>${escapeHtml(message)}</p>
<p><a href="${escapeHtml(siteOrigin)}/">Back to the website</a>, and start the sign-in from there.</p>`,
  );
}
