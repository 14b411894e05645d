import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';

/** The questions of the benchmark, as somebody would write them who needs nothing else and asks no permission. */
export interface ByHand {
  list(contact: string, account: string): Promise<unknown>;
  get(id: string): Promise<unknown>;
  close(): Promise<void>;
}

const CASES = `
  select c.id, c.number, c.title, c.status, c.priority, c.created_at, c.contact, p.name as contact_name,
    c.account, a.name as account_name
  from "case" c left join contact p on p.id = c.contact left join account a on a.id = c.account`;
const SAME = '(c.contact = $1 or c.account = $2)';
const PAGE = `${CASES} where ${SAME} order by c.created_at desc, c.id limit 21`;
const COUNT = `select count(*) as count from "case" c where ${SAME}`;
const ONE = `${CASES} where c.id = $1`;

export function sqliteByHand(file: string): ByHand {
  const database = new DatabaseSync(file, { readOnly: true });
  const [page, count, one] = [PAGE, COUNT, ONE].map((sql) => database.prepare(sql.replace(/\$\d/g, '?')));
  return {
    list: async (contact, account) => [page?.all(contact, account), count?.get(contact, account)],
    get: async (id) => one?.get(id),
    close: async () => database.close(),
  };
}

export async function postgresByHand(connectionString: string): Promise<ByHand> {
  const client = new Client({ connectionString });
  await client.connect();
  const ask = (name: string, text: string, values: readonly string[]) =>
    client.query({ name, text, values: [...values] });
  return {
    list: (contact, account) =>
      Promise.all([ask('page', PAGE, [contact, account]), ask('count', COUNT, [contact, account])]),
    get: (id) => ask('one', ONE, [id]),
    close: () => client.end(),
  };
}
