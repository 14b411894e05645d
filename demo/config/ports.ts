/** Where the three origins of the demo listen; each can be moved by an environment variable. */
export interface Ports {
  readonly site: number;
  readonly adapter: number;
  readonly identity: number;
}

const VARIABLES = {
  site: ['PORTICO_SITE_PORT', 8080],
  adapter: ['PORTICO_PORT', 8081],
  identity: ['PORTICO_ID_PORT', 8082],
} as const;

/** Reads the ports from an environment. Throws when a port is no number from 1 to 65535 or two are the same. */
export function readPorts(environment: NodeJS.ProcessEnv): Ports {
  const read = (name: keyof typeof VARIABLES): number => {
    const [variable, standard] = VARIABLES[name];
    const given = environment[variable];
    if (given === undefined || given === '') return standard;
    const port = Number(given);
    if (!/^\d+$/.test(given) || port < 1 || port > 65_535)
      throw new Error(`${variable} must be a port number from 1 to 65535, not ${JSON.stringify(given)}.`);
    return port;
  };
  const ports = { site: read('site'), adapter: read('adapter'), identity: read('identity') };
  if (new Set(Object.values(ports)).size < 3)
    throw new Error(
      `PORTICO_SITE_PORT, PORTICO_PORT and PORTICO_ID_PORT must differ; they are ${Object.values(ports).join(', ')}.`,
    );
  return ports;
}

/** The environment variables that carry these ports to another process. */
export function portVariables(ports: Ports): Record<string, string> {
  return Object.fromEntries(
    Object.entries(VARIABLES).map(([name, [variable]]) => [variable, String(ports[name as keyof Ports])]),
  );
}

export function originAt(port: number): string {
  return `http://localhost:${port}`;
}
