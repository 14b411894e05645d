import { test } from 'node:test';
import { createMemoryStore } from '../store/memory-store.ts';
import { repelIncidents } from './repel-incidents.ts';

repelIncidents({ name: 'memory', open: async () => createMemoryStore(), test });
