import { RECORD_ID } from '@portico/protocol';
import type { RowQuery } from './dataverse-client.ts';

/** What a mapping or a plan names wrongly is a fault of the program: nothing is sent. */
const NAME = /^[A-Za-z_]\w*$/;
/** `CloseIncident`, or bound: `leads(<id>)/Microsoft.Dynamics.CRM.QualifyLead`. */
const ACTION = /^([A-Za-z_]\w*\([0-9a-f-]{36}\)\/)?[A-Za-z_][\w.]*$/;

/** The set's path, relative to the address of the Web API. */
export function setPath(set: string): string {
  if (!NAME.test(set)) throw new TypeError(`not the name of an entity set: ${JSON.stringify(set)}`);
  return set;
}

/** The row's path. Ids are bare: quotes would make them text. */
export function rowPath(set: string, id: string): string {
  if (!RECORD_ID.test(id)) throw new TypeError(`not the id of a row: ${JSON.stringify(id)}`);
  return `${setPath(set)}(${id})`;
}

export function actionPath(name: string): string {
  if (!ACTION.test(name)) throw new TypeError(`not the name of an action: ${JSON.stringify(name)}`);
  return name;
}

/**
 * The query as `?$select=…&…`. Every value is percent-encoded whole, so that no text in it can begin another
 * option; outside of quotes a comma, a slash and the like stay as they are, for the grammar wants them so.
 */
export function queryString(query: Partial<RowQuery>): string {
  const { select = [], filter, orderBy = [], expand = [], count, top } = query;
  const options: [string, string][] = [];
  if (select.length > 0) options.push(['$select', select.join(',')]);
  if (filter !== undefined) options.push(['$filter', filter]);
  if (orderBy.length > 0) options.push(['$orderby', orderBy.join(',')]);
  if (expand.length > 0) options.push(['$expand', expand.join(',')]);
  if (count) options.push(['$count', 'true']);
  if (top !== undefined) options.push(['$top', String(top)]);
  const text = options.map(([name, value]) => `${name}=${encodeValue(value)}`).join('&');
  return text === '' ? '' : `?${text}`;
}

/** Between quotes all is encoded: by the grammar of OData a slash there would end the text. */
function encodeValue(value: string): string {
  return value
    .split("'")
    .map((part, index) => (index % 2 === 0 ? encodeOutside(part) : encodeURIComponent(part)))
    .join("'");
}

function encodeOutside(part: string): string {
  return encodeURIComponent(part).replace(/%(2C|2F|3A|3D|24|40)/g, (code) => decodeURIComponent(code));
}
