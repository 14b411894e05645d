import fc from 'fast-check';
import { PROPERTY_SEED } from './property-seed.mjs';

// Loaded before each test file: every property of a run starts from the one seed that the run has printed.
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: PROPERTY_SEED });
