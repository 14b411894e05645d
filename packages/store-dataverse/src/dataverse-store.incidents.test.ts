import { test } from 'node:test';
import { repelIncidents } from '@portico/adapter/store-contract';
import { dataverseSubject } from './testing/dataverse-subject.ts';

repelIncidents({ name: 'Dataverse', open: dataverseSubject.open, test });
