import type { ApiRequest, ApiResponse, Json } from '../request/exchange.ts';
import { badPayload, Fault } from '../request/fault.ts';
import type { World } from '../world/world.ts';
import { createRow } from '../write/create-row.ts';
import { RESOLVED } from '../write/incident-state.ts';
import { parseBody } from '../write/read-body.ts';
import { resolveReference } from '../write/resolve-reference.ts';
import { changeRow } from '../write/update-row.ts';

const TYPE = 'Microsoft.Dynamics.CRM.incidentresolution';
const PARAMETERS = new Set(['IncidentResolution', 'Status']);

/** The action CloseIncident: resolves a case and keeps its resolution. -1 stands for the default status. */
export function closeIncident(world: World, request: ApiRequest): ApiResponse {
  const body = parseBody(request, 'CloseIncident');
  for (const name of Object.keys(body)) {
    if (!PARAMETERS.has(name)) throw badPayload('CloseIncident', `The parameter '${name}' is not declared.`);
  }
  const resolution = body.IncidentResolution;
  const status = body.Status;
  if (typeof resolution !== 'object' || resolution === null || typeof status !== 'number') {
    throw badPayload('CloseIncident', 'IncidentResolution and Status are required.');
  }
  const given = resolution as Json;
  const type = given['@odata.type'];
  if (type !== undefined && type !== TYPE && type !== `#${TYPE}`) {
    throw badPayload('CloseIncident', `A value of type ${TYPE} was expected.`);
  }
  const incidents = world.tableOf('incident');
  const resolutions = world.tableOf('incidentresolution');
  if (!incidents || !resolutions) throw badPayload('CloseIncident', 'There is no table incident.');
  return world.atomically(() => {
    const { row } = resolveReference(world, request, given['incidentid@odata.bind']);
    if (row.values.statecode === RESOLVED) {
      throw new Fault(400, '0x80040203', 'This case has already been resolved.');
    }
    createRow(world, resolutions, request, given);
    const statuscode = status === -1 ? {} : { statuscode: status };
    changeRow(world, incidents, row, { statecode: RESOLVED, ...statuscode }, true);
    return { status: 204 };
  });
}
