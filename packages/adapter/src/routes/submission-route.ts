import { type FormReceipt, type FormSubmission, ProtocolError } from '@portico/protocol';
import { z } from 'zod';
import type { FormConfig } from '../config/site-config.ts';
import { problemPage, receiptPage } from '../forms/form-answer-page.ts';
import { readPlainForm } from '../forms/read-plain-form.ts';
import { plainFormSchema, submissionSchema } from '../forms/submission-schema.ts';
import { formReceipt } from '../openapi/answer-schemas.ts';
import { toProblem } from '../problem-response.ts';
import { readIdempotency } from '../request/idempotency.ts';
import { preferredLocale } from '../request/preferred-locale.ts';
import { bodyLimitFor, mediaTypeOf, readBody } from '../request/read-body.ts';
import { readJson } from '../request/read-json.ts';
import { jsonResponse } from './json-response.ts';
import type { Exchange, Route } from './route.ts';

const PLAIN_FORM = 'application/x-www-form-urlencoded';
const HTML = { 'text/html': z.string() };

/** One answer to a form makes one record. */
export const submissionRoute: Route = {
  operation: 'submitForm',
  method: 'POST',
  path: '/v1/forms/{form}/submissions',
  description: {
    summary: 'Sends an answer to a form, as JSON or as a plain HTML form, which is answered with a page.',
    headers: ['Idempotency-Key'],
    body: { 'application/json': submissionSchema, [PLAIN_FORM]: plainFormSchema },
    answers: [
      { status: 201, description: 'Taken.', content: { 'application/json': formReceipt, ...HTML } },
      { status: 200, description: 'Taken before.', content: { 'application/json': formReceipt } },
      { status: 303, description: 'A plain form was taken; `Location` is the page for that.' },
    ],
    problems: [
      ...(['malformed_request', 'payload_too_large', 'unsupported_media_type', 'invalid_values'] as const),
      ...([
        'invalid_reference',
        'invalid_parameter',
        'permission_denied',
        'not_found',
        'duplicate_record',
      ] as const),
      ...(['origin_not_allowed', 'idempotency_key_reused', 'storage_full'] as const),
    ],
  },
  handle: (exchange) => {
    const plain = mediaTypeOf(exchange.request) === PLAIN_FORM;
    return plain ? answerPlainForm(exchange) : answerJson(exchange);
  },
};

async function answerJson(exchange: Exchange): Promise<Response> {
  const form = formOf(exchange);
  const submission = await readJson(exchange.request, submissionSchema, { limit: limitOf(exchange, form) });
  const { receipt, replayed } = await submit(exchange, form, submission);
  return jsonResponse(receipt, {
    status: replayed ? 200 : 201,
    headers: replayed ? { 'idempotent-replayed': 'true' } : {},
  });
}

/** A person waits for this answer in a browser without scripts, so failures too are pages. */
async function answerPlainForm(exchange: Exchange): Promise<Response> {
  const { request, site, logger, requestId } = exchange;
  const locale = preferredLocale(request, site.config.site.locales);
  try {
    const form = formOf(exchange);
    const body = await readBody(request, PLAIN_FORM, limitOf(exchange, form));
    const { receipt } = await submit(exchange, form, readPlainForm(body, form, tableOf(exchange, form)));
    if (receipt.redirect === undefined) return await receiptPage(receipt, locale);
    const location = new URL(receipt.redirect, pageOrigin(exchange)).href;
    return new Response(null, { status: 303, headers: { location } });
  } catch (error) {
    return problemPage(
      toProblem(error, requestId, logger),
      site.forms.get(exchange.params.form ?? ''),
      locale,
    );
  }
}

async function submit(
  exchange: Exchange,
  form: FormConfig,
  submission: FormSubmission,
): Promise<{ readonly receipt: FormReceipt; readonly replayed: boolean }> {
  const { planner, store, subject, request, site, now, newId } = exchange;
  const idempotency = await readIdempotency(request, subject, submission);
  const plan = planner.submission(subject, form, submission, {
    now: now().toISOString(),
    newId,
    origin: request.headers.get('origin'),
    locale: preferredLocale(request, site.config.site.locales),
    ...(idempotency ? { idempotency } : {}),
  });
  const { id, replayed } = await store.write(plan);
  const receipt = { id, reference: await referenceOf(exchange, form, id), ...form.success };
  return { receipt, replayed };
}

/** The number a person can quote: the one cell of the new record that its sender is always told. */
async function referenceOf(
  { planner, store }: Exchange,
  form: FormConfig,
  id: string,
): Promise<string | null> {
  if (form.reference === undefined) return null;
  const record = await store.get(planner.receipt(form, id));
  const reference = record?.[form.reference];
  return reference === undefined || reference === null ? null : String(reference);
}

function formOf({ site, params }: Exchange): FormConfig {
  const form = site.forms.get(params.form ?? '');
  if (!form) throw new ProtocolError('not_found');
  return form;
}

function tableOf({ site }: Exchange, form: FormConfig) {
  const table = site.tables.get(form.table);
  if (!table) throw new ProtocolError('not_found');
  return table;
}

function limitOf(exchange: Exchange, form: FormConfig): number {
  return bodyLimitFor(tableOf(exchange, form));
}

/** Where a relative redirect leads: to the website the form is on, never to the adapter. */
function pageOrigin({ request, site }: Exchange): string {
  const { origins } = site.config.site;
  const origin = request.headers.get('origin');
  return origin !== null && origins.includes(origin) ? origin : (origins[0] ?? '');
}
