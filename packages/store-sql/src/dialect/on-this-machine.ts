const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\]|::1|\/.*)$/;

/**
 * Whether a connection string of PostgreSQL leads to loopback or to a socket of this machine. A host among the parameters
 * goes before the one in the address, and none at all is the driver's default, `localhost`, unless `PGHOST` is set.
 * https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS
 */
export function onThisMachine(url: string, environment: NodeJS.ProcessEnv = process.env): boolean {
  const { hostname, searchParams } = new URL(url);
  const host = searchParams.get('host') || decodeURIComponent(hostname) || environment.PGHOST || 'localhost';
  return LOOPBACK.test(host);
}
