import { type Logger, pino } from 'pino';
import { routeName } from './route-name.ts';

/** JSON lines on the standard output. `PORTICO_LOG_LEVEL` is a level of pino, default `info`. */
export function createLogger(env: NodeJS.ProcessEnv = process.env): Logger {
  const level = env.PORTICO_LOG_LEVEL ?? 'info';
  return pino({
    level: level in pino.levels.values || level === 'silent' ? level : 'info',
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    // Errors carry whatever their maker put on them; these fields are enough to find the cause.
    serializers: { err: errorFields },
  });
}

/** Logs each request by fields that name nobody: no body, token, query text, address or record id. */
export function loggingRequests(
  handle: (request: Request) => Promise<Response>,
  logger: Pick<Logger, 'info'>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const started = performance.now();
    const response = await handle(request);
    logger.info(
      {
        method: request.method,
        route: routeName(new URL(request.url).pathname),
        status: response.status,
        duration: Math.round((performance.now() - started) * 10) / 10,
        requestId: response.headers.get('x-request-id') ?? undefined,
      },
      'request',
    );
    return response;
  };
}

function errorFields(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack } = error;
  const code = (error as { code?: unknown }).code;
  return {
    name,
    message,
    stack,
    ...(typeof code === 'string' && { code }),
    ...(error.cause instanceof Error && { cause: errorFields(error.cause) }),
  };
}
