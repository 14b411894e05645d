import { PATHS, type SessionInfo } from '@portico/protocol';
import type { Crawl } from './crawl.ts';

/** Whom the adapter takes a view for: nobody else, and with no other web roles than the configuration gives. */
export async function checkSession(crawl: Crawl): Promise<void> {
  const { foresight, token } = crawl.options;
  const heard = await crawl.ask({ path: PATHS.session() });
  const session = (heard.json ?? {}) as Partial<SessionInfo>;
  if (token === null && session.authenticated === true) {
    const why = 'Nobody showed a token. A cache gives to everybody what was answered to one person.';
    crawl.leak(heard, { rule: 'kept-by-caches', came: `${heard.status}: signed in as somebody`, why });
  }
  if (!foresight) return;
  const { webRoles } = foresight.person;
  const extra = (session.webRoles ?? []).filter((role) => !webRoles.has(role));
  if (extra.length > 0) {
    const why = 'The configuration gives them no such web role.';
    crawl.leak(heard, {
      rule: 'role-given',
      came: `${heard.status}, with the web roles ${extra.join(', ')}`,
      why,
    });
  }
  const absent = [...webRoles].filter((role) => !session.webRoles?.includes(role));
  if (absent.length > 0) crawl.missing.push(`the web roles ${absent.join(', ')}`);
}
