import type { World } from '../world.ts';
import type { Material } from './cell-values.ts';

const known = new WeakMap<World, Material>();

/** What new values of a world are made of: the ids it has now. */
export function materialOf(world: World): Material {
  let material = known.get(world);
  if (!material) {
    const ids = new Map([...world.records].map(([table, records]) => [table, records.map(({ id }) => id)]));
    material = { ...world.limits, ids };
    known.set(world, material);
  }
  return material;
}
