import { closeIncident } from '../actions/close-incident.ts';
import { qualifyLead } from '../actions/qualify-lead.ts';
import { retrieveUserPrivileges, rolesOfUser } from '../actions/rights-of-user.ts';
import { whoAmI } from '../actions/who-am-i.ts';
import { dispatchMetadata } from '../metadata/dispatch-metadata.ts';
import type { World } from '../world/world.ts';
import { dispatchRow } from './dispatch-row.ts';
import { dispatchSet } from './dispatch-set.ts';
import type { ApiRequest, ApiResponse } from './exchange.ts';
import { badQuery, Fault, methodNotAllowed, noSuchSegment, notModelled } from './fault.ts';
import { serviceDocument } from './service-document.ts';

const SEGMENT = /^([^()]+)(?:\((.*)\))?$/s;

/** Answers one operation of the Web API, whether it came alone or in a batch. Refusals are answers too. */
export function dispatch(world: World, request: ApiRequest): ApiResponse {
  try {
    return route(world, request);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return error.answer();
  }
}

function route(world: World, request: ApiRequest): ApiResponse {
  checkHeaders(request);
  const [first = '', ...rest] = request.segments;
  if (first === '') return only('GET', request, () => serviceDocument(world, request));
  const [, name = '', inside] = SEGMENT.exec(first) ?? [];
  if (name === 'EntityDefinitions' || name === 'RelationshipDefinitions') {
    return dispatchMetadata(world, request, name, inside, rest);
  }
  if (first === 'WhoAmI' || first === 'WhoAmI()') return only('GET', request, () => whoAmI(world, request));
  if (first === 'CloseIncident') return only('POST', request, () => closeIncident(world, request));
  // Definitions are in effect at once here; publishing them changes nothing.
  if (first === 'PublishXml' || first === 'PublishAllXml')
    return only('POST', request, () => ({ status: 204 }));
  if (first.startsWith('$') || name === 'RetrieveTotalRecordCount') throw notModelled(first);
  const table = world.tableOfSet(name);
  if (!table) throw noSuchSegment(name);
  if (inside === undefined) return dispatchSet(world, table, request, rest);
  if (rest[0] === 'Microsoft.Dynamics.CRM.QualifyLead') {
    return only('POST', request, () => qualifyLead(world, table, inside, request));
  }
  if (rest[0] === 'Microsoft.Dynamics.CRM.RetrieveUserPrivileges()') {
    return only('GET', request, () => retrieveUserPrivileges(world, table, inside, request));
  }
  if (rest[0] === 'systemuserroles_association' && rest.length === 1) {
    return only('GET', request, () => rolesOfUser(world, table, inside, request));
  }
  return dispatchRow(world, table, inside, request, rest);
}

function only(method: string, request: ApiRequest, answer: () => ApiResponse): ApiResponse {
  if (request.method !== method) throw methodNotAllowed(request.method);
  return answer();
}

const VERSION = /^4\.0[1]?$/;

function checkHeaders(request: ApiRequest): void {
  const { headers } = request;
  const version = headers['odata-version'];
  if (version !== undefined && version !== '4.0') {
    throw badQuery(`The OData-Version header '${version}' is not supported; it must be 4.0.`);
  }
  const most = headers['odata-maxversion'];
  if (most !== undefined && !VERSION.test(most)) {
    throw badQuery(`The OData-MaxVersion header '${most}' is not supported.`);
  }
  const accept = headers.accept;
  if (accept !== undefined && !/application\/(json|\*)|\*\/\*|text\/plain|multipart\/mixed/.test(accept)) {
    throw new Fault(415, '0x80060888', `The Accept header '${accept}' is not supported.`);
  }
  const carries = request.method === 'POST' || request.method === 'PATCH' || request.method === 'PUT';
  if (carries && request.body !== '' && !isJson(headers['content-type'])) {
    throw new Fault(
      415,
      '0x80060888',
      `A Content-Type of application/json was expected, not '${headers['content-type']}'.`,
    );
  }
}

function isJson(type: string | undefined): boolean {
  if (type === undefined) return false;
  const [media = '', ...parameters] = type.toLowerCase().split(';');
  const charset = parameters.find((parameter) => parameter.trim().startsWith('charset='));
  return media.trim() === 'application/json' && (!charset || /charset="?utf-8"?$/.test(charset.trim()));
}
