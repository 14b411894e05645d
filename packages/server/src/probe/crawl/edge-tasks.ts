import { PATHS } from '@portico/protocol';
import { randomWord } from '../canary/words.ts';
import { type Heard, headerOf, isDone, type Sent } from '../http/heard.ts';
import type { Crawl, Task } from './crawl.ts';
import { withParameters } from './request-for.ts';

/** What no adapter serves, and what a web server before one may. */
const FILES: readonly string[] = [
  ...['/.env', '/.git/config', '/.git/HEAD', '/portico.config.ts', '/package.json', '/data/portico.db'],
  ...['/portico.db', '/data/', '/../package.json', '/v1/../portico.config.ts', '/sdk/../../package.json'],
  ...[
    '/sdk/%2e%2e/%2e%2e/package.json',
    '/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
    '/sdk/..%2f..%2f..%2fetc%2fpasswd',
  ],
];

const STRANGE_ORIGIN = 'https://portico-probe.invalid';

/** What has to do with no record: files, names in disguise, parameters, origins and tokens that nobody gave out. */
export function edgeTasks(
  crawl: Crawl,
  hidden: () => readonly string[],
  open: () => readonly string[],
): readonly Task[] {
  return [
    () => files(crawl),
    () => disguises(crawl, hidden()),
    () => parameters(crawl, open()),
    () => origins(crawl, open()),
    () => tokens(crawl),
  ];
}

async function files(crawl: Crawl): Promise<void> {
  const anything = await crawl.ask({ path: `/${randomWord(12)}` });
  const tell = (heard: Heard, why: string) => {
    // A site that shows one page for every path it does not know serves no files.
    if (!isDone(heard) || (isDone(anything) && heard.body === anything.body)) return;
    crawl.leak(heard, { rule: 'file-served', came: `${heard.status}, ${heard.body.length} characters`, why });
  };
  for (const path of FILES) tell(await crawl.ask({ path }), 'It is nothing an adapter serves.');
  // As if from elsewhere: this machine may look at its own counts.
  const metrics = { path: '/metrics', headers: { 'x-forwarded-for': '203.0.113.9' } };
  tell(await crawl.ask(metrics), 'How much a site is used is for those who run it.');
  const said = randomWord(12);
  const traced = await crawl.ask({ path: PATHS.session(), method: 'TRACE', headers: { 'x-probe': said } });
  if (!traced.body.includes(said)) return;
  const why = 'Whoever gets a visitor to send TRACE reads the headers that were sent, tokens among them.';
  crawl.leak(traced, {
    rule: 'internals-told',
    came: `${traced.status}, with the headers of the request`,
    why,
  });
}

/** Names of hidden tables written otherwise: guards that compare names may miss what routers take for the same. */
async function disguises(crawl: Crawl, hidden: readonly string[]): Promise<void> {
  for (const table of hidden) {
    const first = `%${table.charCodeAt(0).toString(16)}${table.slice(1)}`;
    const names = [
      table.toUpperCase(),
      first,
      `${table}%00`,
      `${table};x=1`,
      `x/../${table}`,
      `./${table}`,
      `${table}.json`,
    ];
    for (const path of [
      ...names.map((name) => `/v1/tables/${name}/records`),
      ...[`/V1/tables/${table}/records`, `/v1//tables/${table}/records`, `//v1/tables/${table}/records`],
      `/v1/tables/${table}/records/`,
    ]) {
      const heard = await crawl.ask({ path });
      const { records } = (heard.json ?? {}) as { records?: unknown };
      if (!isDone(heard) || !Array.isArray(records)) continue;
      const why = 'Under its plain name this table does not exist for them.';
      crawl.leak(heard, { rule: 'table-shown', table, came: `${heard.status}`, why });
    }
  }
}

async function parameters(crawl: Crawl, open: readonly string[]): Promise<void> {
  const lists = open
    .slice(0, 2)
    .flatMap((table) => [
      withParameters(PATHS.records(table), { where: '1' }),
      withParameters(PATHS.records(table), { _method: 'DELETE' }),
      `${PATHS.records(table)}?limit=1&limit=100`,
      `${PATHS.records(table)}?filter[title]=x`,
      withParameters(PATHS.records(table), { limit: '100000' }),
    ]);
  const others = [PATHS.site(), PATHS.session()].map((path) => `${path}?admin=true`);
  const search = [PATHS.search(), PATHS.suggest()].map((path) =>
    withParameters(path, { q: 'a', scope: 'all' }),
  );
  for (const path of [...lists, ...others, ...search]) {
    const heard = await crawl.ask({ path });
    if (!isDone(heard)) continue;
    const why = 'A parameter that is passed over may be the one that somebody relies on to see less.';
    crawl.leak(heard, { rule: 'parameter-ignored', came: `${heard.status}`, why });
  }
}

async function origins(crawl: Crawl, open: readonly string[]): Promise<void> {
  const known = crawl.options.site?.config.site.origins ?? [];
  const [ours] = known;
  const foreign = [STRANGE_ORIGIN, 'null', ...(ours ? [`${ours}.portico-probe.invalid`] : [])];
  const paths = [PATHS.session(), ...open.slice(0, 1).map((table) => PATHS.records(table))];
  for (const origin of foreign.filter((one) => !known.includes(one)))
    for (const path of paths)
      for (const sent of [
        { path, headers: { origin } },
        { path, method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'GET' } },
      ]) {
        const heard = await crawl.ask(sent);
        const allowed = headerOf(heard, 'access-control-allow-origin');
        if (allowed !== origin && allowed !== '*') continue;
        const came = `Access-Control-Allow-Origin: ${allowed}, for ${origin}`;
        crawl.leak(heard, {
          rule: 'origin-allowed',
          came,
          why: 'Pages of any website could read what visitors may see.',
        });
      }
}

/** Who shows a token that nobody gave out, or says who they are in a header, is never taken for somebody. */
async function tokens(crawl: Crawl): Promise<void> {
  const issuer = crawl.options.site?.config.identity?.issuers[0];
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: issuer?.issuer ?? 'x',
    aud: issuer?.audience[0] ?? 'x',
    sub: 'admin',
    iat: now,
    exp: now + 300,
  };
  const unsigned = [{ alg: 'none', typ: issuer?.tokenType ?? 'JWT' }, claims].map(encode).join('.');
  const asked: readonly Sent[] = [
    { path: PATHS.session(), token: 'not-a-token' },
    { path: PATHS.session(), token: `${unsigned}.` },
  ];
  for (const sent of asked) {
    const heard = await crawl.ask(sent);
    if (!isDone(heard)) continue;
    const why = 'A token that is not valid must be refused, not taken for anybody.';
    crawl.leak(heard, { rule: 'role-given', came: `${heard.status} for a token that nobody signed`, why });
  }
  const headers = {
    'x-forwarded-user': 'admin',
    'x-user-id': '1',
    'x-roles': 'admin',
    cookie: 'session=admin',
  };
  const heard = await crawl.ask({ path: PATHS.session(), headers });
  if ((heard.json as { authenticated?: unknown } | undefined)?.authenticated !== true) return;
  const why = 'Anybody can send such headers.';
  crawl.leak(heard, { rule: 'role-given', came: `${heard.status}: signed in by headers alone`, why });
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
