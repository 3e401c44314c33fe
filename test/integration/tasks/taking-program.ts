import { makeLogger } from '../../../platform/logger.ts';
import { makeRedisConnector } from '../../../platform/redis.ts';
import { makeTaskConsumer } from '../../../tasks/task-consumer.ts';
import type { TakingOrder } from './taking-process.ts';

/** Takes tasks of a model, names them on standard output and goes no further. */
const { url, model, leaseMs } = JSON.parse(process.argv[2] ?? '') as TakingOrder;
const logger = makeLogger({ level: 'silent', name: 'test' });
makeTaskConsumer(
  { redis: makeRedisConnector({ url, logger }).open('blocking'), logger, leaseMs },
  {
    model,
    concurrency: 1,
    handle: (taskId) => {
      process.stdout.write(`${taskId}\n`);
      return new Promise(() => {});
    },
  },
);
