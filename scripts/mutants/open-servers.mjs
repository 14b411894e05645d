/**
 * What suites need that is dear to start, once for all of them: a PostgreSQL server. `env` says where it is.
 *
 * @param {readonly string[]} suites
 * @returns {Promise<{ env: Record<string, string>, stop: () => Promise<void> }>}
 */
export async function openServers(suites) {
  const given = process.env.PORTICO_TEST_POSTGRES;
  if (given || !suites.some((suite) => suite.startsWith('postgres')))
    return { env: {}, stop: async () => {} };
  const { startPostgresServer } = await import('../../packages/store-sql/src/testing/postgres-server.ts');
  const server = await startPostgresServer();
  return { env: { PORTICO_TEST_POSTGRES: server.url }, stop: () => server.stop() };
}
