import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

interface ProjectOptions {
  readonly testTimeoutMs: number;
  readonly hookTimeoutMs: number;
  /** False: the files of a worker share their modules. Only for tests without I/O, which cannot leave anything behind. */
  readonly isolate: boolean;
}

/** One project per kind of test: its folder tells what a test may touch. See CONTRIBUTING.md. */
function makeProject(name: string, options: ProjectOptions) {
  return {
    extends: true as const,
    test: {
      name,
      include: [`test/${name}/**/*.test.ts`],
      testTimeout: options.testTimeoutMs,
      hookTimeout: options.hookTimeoutMs,
      isolate: options.isolate,
    },
  };
}

/** Node 20 has no APIs that the code uses: say so here rather than in the middle of a test. */
if (Number(process.versions.node.split('.')[0]) < 24) {
  throw new Error(`Tests need Node 24 and this is ${process.version}: run them with \`npm test\`.`);
}

export default defineConfig({
  resolve: {
    // Vite would pick graphql's ES module build for our files while Apollo's packages load the CommonJS one, and the two
    // refuse each other's schemas. Node itself gives both the same.
    alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) }],
  },
  test: {
    // Two cores are what we promise to be quick on; more workers than that only starve the servers under test.
    maxWorkers: 2,
    pool: 'forks',
    teardownTimeout: 10_000,
    // A test that calls a global by mistake should fail to compile: import from 'vitest'.
    globals: false,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    projects: [
      makeProject('unit', { testTimeoutMs: 5_000, hookTimeoutMs: 10_000, isolate: false }),
      makeProject('contract', { testTimeoutMs: 20_000, hookTimeoutMs: 60_000, isolate: true }),
      makeProject('integration', { testTimeoutMs: 20_000, hookTimeoutMs: 60_000, isolate: true }),
      makeProject('e2e', { testTimeoutMs: 20_000, hookTimeoutMs: 60_000, isolate: true }),
    ],
  },
});
