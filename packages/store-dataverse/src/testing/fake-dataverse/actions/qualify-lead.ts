import { randomUUID } from 'node:crypto';
import { projection } from '../read/projection.ts';
import type { ApiRequest, ApiResponse } from '../request/exchange.ts';
import { badPayload, Fault, noSuchRow, noSuchSegment, notModelled } from '../request/fault.ts';
import { readPreferences } from '../request/preferences.ts';
import type { StoredRow, StoredValues, Table } from '../world/table.ts';
import type { World } from '../world/world.ts';
import { insertRow } from '../write/create-row.ts';
import { readKeyPredicate } from '../write/key-predicate.ts';
import { parseBody } from '../write/read-body.ts';
import { changeRow } from '../write/update-row.ts';

const QUALIFIED = 1;
const COPIED = ['emailaddress1', 'telephone1', 'websiteurl', 'description'];

/** The bound action QualifyLead, as far as accounts and contacts go. Answers the rows it made. */
export function qualifyLead(world: World, table: Table, key: string, request: ApiRequest): ApiResponse {
  if (table.name !== 'lead') throw noSuchSegment('Microsoft.Dynamics.CRM.QualifyLead');
  const { row } = readKeyPredicate(table, key);
  if (!row) throw noSuchRow('lead', key);
  const body = parseBody(request, 'QualifyLead');
  for (const name of ['CreateAccount', 'CreateContact', 'CreateOpportunity']) {
    if (typeof body[name] !== 'boolean') throw badPayload('QualifyLead', `${name} is required.`);
  }
  if (body.CreateOpportunity) throw notModelled('opportunities');
  if (row.values.statecode === QUALIFIED) throw new Fault(400, '0x80040203', 'The lead is already closed.');
  const preferences = readPreferences(request.headers.prefer);
  return world.atomically(() => {
    const made: Record<string, unknown>[] = [];
    const make = (name: string, values: StoredValues): StoredRow => {
      const target = world.tableOf(name)!;
      const kept = Object.fromEntries(Object.entries(values).filter(([column]) => target.column(column)));
      const created = insertRow(world, target, randomUUID(), kept);
      made.push({
        '@odata.type': `#Microsoft.Dynamics.CRM.${name}`,
        ...projection(world, target, target.definition.key, preferences)(created),
      });
      return created;
    };
    const copied = Object.fromEntries(COPIED.map((name) => [name, row.values[name]]));
    const company = row.values.companyname;
    const account = body.CreateAccount && company ? make('account', { ...copied, name: company }) : null;
    const contact = body.CreateContact
      ? make('contact', {
          ...copied,
          firstname: row.values.firstname,
          lastname: row.values.lastname,
          ...(account && { parentcustomerid: { id: account.id, table: 'account' } }),
        })
      : null;
    changeRow(world, table, row, {
      statecode: QUALIFIED,
      statuscode: typeof body.Status === 'number' && body.Status !== -1 ? body.Status : 3,
      ...(account && { parentaccountid: { id: account.id, table: 'account' } }),
      ...(contact && { parentcontactid: { id: contact.id, table: 'contact' } }),
    });
    return { status: 200, body: { '@odata.context': `${request.root}$metadata#crmbaseentity`, value: made } };
  });
}
