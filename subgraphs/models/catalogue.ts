import type {
  BackendFacts,
  ClusterSnapshot,
  ModelCapability,
  ModelFacts,
  ModelStatus,
  WorkerFacts,
} from '../../kernel/cluster.ts';
import { modelIdOf } from '../../kernel/ids.ts';
import type { Page, PageEdge } from '../runtime/page.ts';

/** A model of the cluster: what all backends that serve the name say, as one. */
export interface CatalogueModel extends ModelFacts {
  readonly id: string;
}

export type CataloguePage = Page<CatalogueModel>;
export type CataloguePageEdge = PageEdge<CatalogueModel>;

interface Sighting {
  readonly facts: ModelFacts;
  /** Its backend takes tasks now. */
  readonly reachable: boolean;
}

/** The models of the snapshot by name, ascending. The same name on several backends is one model. */
export function makeCatalogue(snapshot: ClusterSnapshot): CatalogueModel[] {
  const sightings = snapshot.workers.flatMap((worker) =>
    worker.backends.flatMap((backend) =>
      backend.models.map((facts): Sighting => ({ facts, reachable: isReachable(worker, backend) })),
    ),
  );
  const byName = Map.groupBy(sightings, ({ facts }) => facts.name);
  return [...byName.values()].map(merge).sort((a, b) => compareNames(a.name, b.name));
}

/** Code-unit order: the same on every host, so that a cursor means the same everywhere. */
export function compareNames(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function isReachable(worker: WorkerFacts, backend: BackendFacts): boolean {
  return worker.status === 'ACTIVE' && backend.status !== 'DOWN';
}

function merge(sightings: readonly Sighting[]): CatalogueModel {
  // The best sighting tells most: reachable before not, then the freshest.
  const [best, ...others] = sightings
    .toSorted((a, b) => Number(b.reachable) - Number(a.reachable) || b.facts.refreshedAtMs - a.facts.refreshedAtMs)
    .map(({ facts }) => facts);
  if (best === undefined) throw new Error('a model without a sighting');
  const all = [best, ...others];
  const first = <K extends keyof ModelFacts>(key: K): ModelFacts[K] =>
    all.find((facts) => facts[key] !== null)?.[key] ?? best[key];
  const capabilities = new Set<ModelCapability>(
    sightings.filter(({ reachable }) => reachable).flatMap(({ facts }) => facts.capabilities),
  );
  return {
    id: modelIdOf(best.name),
    name: best.name,
    type: best.type,
    status: mergeStatus(sightings),
    description: first('description'),
    sizeBytes: first('sizeBytes'),
    capabilities: capabilities.size > 0 ? [...capabilities] : best.capabilities,
    contextLength: first('contextLength'),
    quantization: first('quantization'),
    family: first('family'),
    parameterSize: first('parameterSize'),
    licence: first('licence'),
    refreshedAtMs: Math.max(...all.map((facts) => facts.refreshedAtMs)),
  };
}

/** The best of what reachable backends say; ERROR when none is reachable. */
function mergeStatus(sightings: readonly Sighting[]): ModelStatus {
  const seen = new Set(sightings.filter(({ reachable }) => reachable).map(({ facts }) => facts.status));
  return (['AVAILABLE', 'LOADING', 'DOWNLOADING'] as const).find((status) => seen.has(status)) ?? 'ERROR';
}
