import type { AddressInfo } from 'node:net';
import { allow } from './access/allow.ts';
import { TokenService } from './access/token-service.ts';
import { ORDINARY, type UserRights } from './access/user-rights.ts';
import { type Misbehaviour, type MisbehaviourOptions, Misbehaviours } from './behaviour/misbehaviour.ts';
import { type Limits, ServiceProtection } from './behaviour/service-protection.ts';
import { createHttpServer } from './http-server.ts';
import type { TableDefinition } from './schema/table-definition.ts';
import { STANDARD_TABLES } from './tables/standard-tables.ts';
import { seedRows } from './world/seed-rows.ts';
import type { StoredValues } from './world/table.ts';
import { World, type WorldSettings } from './world/world.ts';

const USER = 'a0000000-0000-4000-8000-000000000001';
const BUSINESS_UNIT = 'a0000000-0000-4000-8000-000000000002';
const ORGANIZATION = 'a0000000-0000-4000-8000-000000000003';

export interface FakeDataverseOptions {
  /** 0, unless told: any free one. */
  readonly port?: number;
  /** `127.0.0.1` unless told. */
  readonly host?: string;
  /** Beside the standard tables, or in place of those of the same name. */
  readonly tables?: readonly TableDefinition[];
  readonly limits?: Limits;
  readonly accents?: WorldSettings['accents'];
  readonly nulls?: WorldSettings['nulls'];
  /** The clock of createdon and modifiedon. */
  readonly now?: () => Date;
  readonly tenantId?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
}

/** A running fake environment. */
export interface FakeDataverse {
  /** `http://127.0.0.1:<port>`, what PORTICO_STORE names. */
  readonly url: string;
  /** Takes the place of `https://login.microsoftonline.com`. */
  readonly authority: string;
  readonly tokenUrl: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What to set for a server that uses it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly userId: string;
  stop(): Promise<void>;
  /** What the application user may do, when asked; what a customer service needs until told. @throws for a privilege that does not exist */
  allow(rights: UserRights): void;
  /** Takes all rows away, ends every misbehaviour, and gives the user the rights of the start again; with `tables`, the tables made since the start too. */
  reset(options?: { readonly tables?: boolean }): void;
  defineTables(tables: readonly TableDefinition[]): void;
  /** Puts rows in as they are, unchecked: columns by logical name, a lookup as `{ id, table }`; the key may be left out. Answers the ids. */
  seed(table: string, rows: readonly StoredValues[]): readonly string[];
  /** The rows of a table as kept. */
  rows(table: string): readonly StoredValues[];
  misbehave(kind: Misbehaviour, options?: MisbehaviourOptions): void;
  behave(): void;
  limit(limits: Limits): void;
  revokeTokens(): void;
  /** Requests to the Web API since the start or the last `reset`, and tokens issued since the start. */
  readonly requests: readonly { readonly method: string; readonly url: string }[];
  readonly tokensIssued: number;
}

/** Starts a fake Dataverse environment in this process, everything in memory. */
export async function startFakeDataverse(options: FakeDataverseOptions = {}): Promise<FakeDataverse> {
  const {
    tenantId = 'fake-tenant',
    clientId = 'fake-client',
    clientSecret = 'fake-secret',
    host = '127.0.0.1',
  } = options;
  const world = new World({
    accents: options.accents ?? true,
    nulls: options.nulls ?? 'three-valued',
    now: options.now ?? (() => new Date()),
    userId: USER,
    businessUnitId: BUSINESS_UNIT,
    organizationId: ORGANIZATION,
  });
  const tokens = new TokenService({ tenantId, clientId, clientSecret });
  const misbehaviours = new Misbehaviours();
  const protection = new ServiceProtection(options.limits);
  const requests: { method: string; url: string }[] = [];
  const initial = [...STANDARD_TABLES, ...(options.tables ?? [])];
  const populate = (): void => {
    seedRows(world, 'businessunit', [{ businessunitid: BUSINESS_UNIT, name: 'Contoso' }]);
    seedRows(world, 'systemuser', [{ systemuserid: USER, fullname: '# Portico', firstname: '# Portico' }]);
  };
  const reset: FakeDataverse['reset'] = ({ tables = false } = {}) => {
    world.clear();
    if (tables) {
      for (const { name } of [...world.tables()]) world.drop(name);
      for (const table of initial) world.define(table);
    }
    misbehaviours.clear();
    world.rights = ORDINARY;
    requests.length = 0;
    populate();
  };
  for (const table of initial) world.define(table);
  populate();
  const server = createHttpServer({
    world,
    tokens,
    misbehaviours,
    protection,
    reset,
    seen: (method, url) => requests.push({ method, url }),
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  const url = `http://${host}:${(server.address() as AddressInfo).port}`;
  return {
    url,
    authority: url,
    tokenUrl: `${url}/${tenantId}/oauth2/v2.0/token`,
    tenantId,
    clientId,
    clientSecret,
    environment: {
      PORTICO_STORE: url,
      DATAVERSE_TENANT_ID: tenantId,
      DATAVERSE_CLIENT_ID: clientId,
      DATAVERSE_CLIENT_SECRET: clientSecret,
      DATAVERSE_AUTHORITY: url,
      DATAVERSE_PROVISION: 'true',
    },
    userId: USER,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    allow: (rights) => allow(world, rights),
    reset,
    defineTables: (tables) => {
      for (const table of tables) world.define(table);
    },
    seed: (table, rows) => seedRows(world, table, rows),
    rows: (table) => [...(world.tableOf(table)?.rows.values() ?? [])].map(({ values }) => values),
    misbehave: (kind, how) => misbehaviours.add(kind, how),
    behave: () => misbehaviours.clear(),
    limit: (limits) => protection.set(limits),
    revokeTokens: () => tokens.revokeAll(),
    requests,
    get tokensIssued() {
      return tokens.issued;
    },
  };
}
