import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface LockedPackage {
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lock = JSON.parse(readFileSync(new URL('../../../package-lock.json', import.meta.url), 'utf8')) as {
  packages: Readonly<Record<string, LockedPackage>>;
};

/** The places where Node looks for a package that another one asks for. */
function candidates(path: string, name: string): string[] {
  const parts = path.split('/node_modules/');
  const folders = parts.map((_, index) => parts.slice(0, parts.length - index).join('/node_modules/'));
  return [
    ...folders.filter((folder) => folder !== '').map((folder) => `${folder}/node_modules/${name}`),
    `node_modules/${name}`,
  ];
}

describe('package-lock.json', () => {
  it('names the optional packages of every platform, without which npm ci refuses it', () => {
    const missing = Object.entries(lock.packages).flatMap(([path, entry]) =>
      Object.keys(entry.optionalDependencies ?? {})
        .filter((name) => !candidates(path, name).some((candidate) => candidate in lock.packages))
        .map((name) => `${name}, which ${path} asks for`),
    );
    expect(missing).toEqual([]);
  });

  it('brings the runtime for each platform that has a package of it', () => {
    const versions = ['linux-x64', 'linux-arm64', 'win-x64'].map(
      (platform) => lock.packages[`node_modules/node-${platform}`]?.version,
    );
    expect(new Set(versions).size).toBe(1);
    expect(versions[0]).toMatch(/^24\./);
  });
});
