import type { ApiResponse } from './exchange.ts';

/** A refusal as Dataverse words it; becomes `{ error: { code, message } }`. */
export class Fault extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }

  /** The refusal as an answer. */
  answer(): ApiResponse {
    return {
      status: this.status,
      headers: this.headers,
      body: { error: { code: this.code, message: this.message } },
    };
  }
}

/** A query that cannot be understood or is not supported. */
export const badQuery = (message: string): Fault => new Fault(400, '0x80060888', message);

/** A body that cannot be understood for the set it was sent to. */
export const badPayload = (set: string, message: string): Fault =>
  new Fault(
    400,
    '0x80048d19',
    `Error identified in Payload provided by the user for Entity :'${set}', InnerException : ${message}`,
  );

export const noSuchRow = (table: string, id: string): Fault =>
  new Fault(404, '0x80040217', `Entity '${table}' With Id = ${id} Does Not Exist`);

export const noSuchSegment = (segment: string): Fault =>
  new Fault(404, '0x8006088a', `Resource not found for the segment '${segment}'.`);

export const noSuchProperty = (name: string, table: string): Fault =>
  badQuery(`Could not find a property named '${name}' on type 'Microsoft.Dynamics.CRM.${table}'.`);

export const methodNotAllowed = (method: string): Fault =>
  new Fault(405, '0x80060888', `The requested resource does not support http method '${method}'.`);

/** What Dataverse does and this fake does not. */
export const notModelled = (what: string): Fault =>
  new Fault(501, '0x80060888', `The fake Dataverse does not model ${what}.`);
