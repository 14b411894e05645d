import { PATHS } from '@portico/protocol';

/** Every path of the wire with its variable parts as names: `/v1/tables/{table}/records/{id}`. */
const PATTERNS: readonly string[] = [
  ...[PATHS.site(), PATHS.session(), PATHS.search(), PATHS.suggest()],
  ...[PATHS.table('{table}'), PATHS.records('{table}'), PATHS.record('{table}', '{id}')],
  ...[PATHS.action('{table}', '{id}', '{action}'), PATHS.form('{form}'), PATHS.submissions('{form}')],
  ...[PATHS.content('{snippet}'), '/openapi.json', '/healthz', '/readyz', '/metrics', '/problems/{code}'],
].map((path) => decodeURIComponent(path));

const MATCHERS = PATTERNS.map((pattern) => ({
  pattern,
  expression: new RegExp(`^${pattern.replace(/\./g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`),
}));

/** What a log may say of a path: which route it is, never what a visitor put into it. */
export function routeName(pathname: string): string {
  if (pathname.startsWith('/sdk/')) return '/sdk/{file}';
  return MATCHERS.find(({ expression }) => expression.test(pathname))?.pattern ?? 'unknown';
}
