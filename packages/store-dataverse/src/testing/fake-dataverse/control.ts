import { allow } from './access/allow.ts';
import type { UserRights } from './access/user-rights.ts';
import { MISBEHAVIOURS, type Misbehaviour, type MisbehaviourOptions } from './behaviour/misbehaviour.ts';
import type { Environment } from './environment.ts';

interface ControlAnswer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Steers the fake from another process, without a token: `POST /fake/misbehave` with `{ kind, times?, after?, method?,
 * path?, seconds? }`, `POST /fake/behave`, `POST /fake/user` with `{ roles, privileges }`, `POST /fake/reset`, `POST /fake/limits` with the limits, `GET /fake/rows/<table>`.
 */
export function answerControl(
  environment: Environment,
  method: string,
  url: string,
  body: string,
): ControlAnswer {
  const given = parse(body);
  const table = environment.world.tableOf(/^\/fake\/rows\/(\w+)$/.exec(url)?.[1] ?? '');
  if (method === 'GET' && table) {
    return { status: 200, body: [...table.rows.values()].map(({ values }) => values) };
  }
  if (method !== 'POST' || given === null) return { status: 404, body: { error: 'No such command.' } };
  switch (url) {
    case '/fake/misbehave': {
      const kind = given.kind as Misbehaviour;
      if (!MISBEHAVIOURS.includes(kind)) return { status: 400, body: { error: 'No such misbehaviour.' } };
      environment.misbehaviours.add(kind, given as MisbehaviourOptions);
      return { status: 200, body: {} };
    }
    case '/fake/behave':
      environment.misbehaviours.clear();
      return { status: 200, body: {} };
    case '/fake/user':
      try {
        allow(environment.world, given as unknown as UserRights);
        return { status: 200, body: {} };
      } catch (error) {
        return { status: 400, body: { error: (error as Error).message } };
      }
    case '/fake/reset':
      environment.reset();
      return { status: 200, body: {} };
    case '/fake/limits':
      environment.protection.set(given);
      return { status: 200, body: {} };
    default:
      return { status: 404, body: { error: 'No such command.' } };
  }
}

function parse(body: string): Record<string, unknown> | null {
  if (body === '') return {};
  try {
    return JSON.parse(body) as Record<string, unknown>;
  } catch {
    return null;
  }
}
