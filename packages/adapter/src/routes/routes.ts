import { actionRoute } from './action-route.ts';
import { contentRoute } from './content-route.ts';
import { formRoute } from './form-route.ts';
import { openapiRoute } from './openapi-route.ts';
import { healthRoute, metricsRoute, problemRoute, readyRoute } from './operations-routes.ts';
import { getRecordRoute, listRecordsRoute } from './read-records-routes.ts';
import type { Route } from './route.ts';
import { searchRoute, suggestRoute } from './search-routes.ts';
import { sessionRoute } from './session-route.ts';
import { siteRoute } from './site-route.ts';
import { submissionRoute } from './submission-route.ts';
import { tableRoute } from './table-route.ts';
import { createRecordRoute, deleteRecordRoute, updateRecordRoute } from './write-records-routes.ts';

/** Every path the adapter serves. The OpenAPI document describes these and no others. */
export const ROUTES: readonly Route[] = [
  siteRoute,
  sessionRoute,
  searchRoute,
  suggestRoute,
  tableRoute,
  listRecordsRoute,
  createRecordRoute,
  getRecordRoute,
  updateRecordRoute,
  deleteRecordRoute,
  actionRoute,
  formRoute,
  submissionRoute,
  contentRoute,
  healthRoute,
  readyRoute,
  metricsRoute,
  problemRoute,
  openapiRoute,
];
