import { writeFileSync } from 'node:fs';

/** Environment variable that names the file for the counts. */
export const countsVariable = 'INFERGRAPH_TEST_COUNTS';

/**
 * A reporter for vitest that shows nothing: it leaves `{ passed, failed }` in a file for the script that started it.
 * A test file that could not be loaded counts as one failure, and so does an error outside of any test.
 *
 * The default export is what vitest asks for.
 */
export default class CountReporter {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly unknown[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    const file = process.env[countsVariable];
    if (file === undefined) return;
    let passed = 0;
    let failed = unhandledErrors.length;
    for (const module of modules) {
      if (module.errors().length > 0) failed += 1;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') passed += 1;
        if (state === 'failed') failed += 1;
      }
    }
    writeFileSync(file, JSON.stringify({ passed, failed }));
  }
}
