import { ApolloGateway } from '@apollo/gateway';
import type { Logger } from '../platform/logger.ts';
import type { Graph } from './graph.ts';

export interface LiveGraphDeps {
  /** Builds a graph; throws when the SDL is not a supergraph of ours. */
  readonly build: (sdl: string) => Graph;
  readonly logger: Logger;
}

/** The graph in force, and the query executor that follows it. */
export interface LiveGraph {
  /** Loaded by Apollo Server. */
  readonly gateway: ApolloGateway;
  current(): Graph;
  /**
   * Puts a new supergraph in force. Requests and subscriptions that run keep the graph they began with.
   * False when the SDL is unusable: it is logged, and the graph in force stays.
   */
  replace(sdl: string): boolean;
}

/** Throws when the first supergraph is unusable. */
export function makeLiveGraph(sdl: string, deps: LiveGraphDeps): LiveGraph {
  let text = sdl;
  let graph = deps.build(sdl);
  let update: ((sdl: string) => void) | undefined;
  // Read by the gateway's constructor, which reports usage to its maker otherwise.
  // oxlint-disable-next-line node/no-process-env -- the package has no other switch
  process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
  const gateway = new ApolloGateway({
    // The packages' own debug lines are of no use to an operator; what matters is logged here.
    logger: {
      debug: () => {},
      info: () => {},
      warn: deps.logger.warn.bind(deps.logger),
      error: deps.logger.error.bind(deps.logger),
    },
    __exposeQueryPlanExperimental: false,
    supergraphSdl: async (hooks) => {
      update = hooks.update;
      return { supergraphSdl: graph.supergraph.sdl };
    },
    buildService: ({ name }) => ({
      process: (options) => {
        const source = graph.dataSources[name];
        if (source === undefined) throw new Error(`no data source named ${name}`);
        return source.process(options as Parameters<typeof source.process>[0]);
      },
    }),
  });
  return {
    gateway,
    current: () => graph,
    replace(next) {
      const before = graph;
      const textBefore = text;
      if (next === text) return true;
      try {
        const built = deps.build(next);
        // Both together and without a pause between: no request meets one without the other.
        graph = built;
        text = next;
        update?.(built.supergraph.sdl);
        deps.logger.info('a new supergraph is in force');
        return true;
      } catch (error) {
        graph = before;
        text = textBefore;
        deps.logger.error({ err: error }, 'the new supergraph is unusable: the one in force stays');
        return false;
      }
    },
  };
}
