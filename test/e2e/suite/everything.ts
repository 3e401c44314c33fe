import { describe } from 'vitest';
import type { World } from '../support/world.ts';
import { failuresSuite } from './failures.ts';
import { graphSuite } from './graph.ts';
import { refusalsSuite } from './refusals.ts';
import { subscriptionsSuite } from './subscriptions.ts';
import { tasksSuite } from './tasks.ts';

/** What every deployment must do, however it is put together. */
export function everything(world: () => World): void {
  describe('tasks', () => {
    tasksSuite(world);
  });
  describe('the graph', () => {
    graphSuite(world);
  });
  describe('failures', () => {
    failuresSuite(world);
  });
  describe('subscriptions', () => {
    subscriptionsSuite(world);
  });
  describe('refusals', () => {
    refusalsSuite(() => world().deployment);
  });
}
