/**
 * Runs tests while one PostgreSQL server is there for all their processes, under the variable that
 * `packages/store-sql/src/testing/postgres-database.ts` reads.
 *
 * @template T
 * @param {(env: Record<string, string>) => Promise<T>} run
 * @returns {Promise<T>}
 */
export async function withPostgres(run) {
  // Not at the top: `npm test` reads this file before it is under the pinned Node, and an older one reads no TypeScript.
  const { startPostgresServer } = await import('../../packages/store-sql/src/testing/postgres-server.ts');
  const server = await startPostgresServer();
  try {
    return await run({ PORTICO_TEST_POSTGRES: server.url });
  } finally {
    await server.stop();
  }
}
