import type { ApolloServerOptionsWithGateway, ApolloServerPlugin } from '@apollo/server';
import { beginSpan, inSpan } from '../platform/spans.ts';
import type { RequestContext } from './request-context.ts';

type Gateway = ApolloServerOptionsWithGateway<RequestContext>['gateway'];

/** Traces the time from a request's text to a valid operation. To come before plugins that check that operation. */
export function makePreparationTracer(): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: async () => {
      const span = beginSpan({ name: 'prepare' });
      const end = async (): Promise<void> => span.end();
      // The latter ends it for texts that never become an operation; ending twice does nothing.
      return { didResolveOperation: end, willSendResponse: end };
    },
  };
}

/** The gateway with the planning and running of each operation as one span, which the subgraphs' spans are parts of. */
export function traceExecution(gateway: Gateway): Gateway {
  return {
    onSchemaLoadOrUpdate: (listener) => gateway.onSchemaLoadOrUpdate(listener),
    stop: () => gateway.stop(),
    async load(options) {
      const { executor } = await gateway.load(options);
      return {
        executor: executor && ((operation) => inSpan({ name: 'execute' }, () => executor(operation))),
      };
    },
  };
}
