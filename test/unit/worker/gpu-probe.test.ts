import { expect, test } from 'vitest';
import { makeGpuProbe, parseGpuRows } from '../../../worker/gpu-probe.ts';

test('reads rows, with what a card does not say as null', () => {
  const output = '0, NVIDIA GeForce RTX 4090, 24564, 1024, 37, 51\n1, Tesla K80, 11441, 0, [N/A], [Not Supported]\n\n';
  expect(parseGpuRows(output)).toEqual([
    {
      index: 0,
      name: 'NVIDIA GeForce RTX 4090',
      memoryTotalBytes: 24564 * 1024 * 1024,
      memoryUsedBytes: 1024 * 1024 * 1024,
      utilisation: 0.37,
      temperatureCelsius: 51,
    },
    {
      index: 1,
      name: 'Tesla K80',
      memoryTotalBytes: 11441 * 1024 * 1024,
      memoryUsedBytes: 0,
      utilisation: null,
      temperatureCelsius: null,
    },
  ]);
});

test('leaves out lines of another shape', () => {
  expect(parseGpuRows('NVIDIA-SMI has failed because it could not communicate with the driver')).toEqual([]);
});

test('asks no more often than its cache allows, and seldom where there is no GPU', async () => {
  let nowMs = 0;
  let calls = 0;
  const options = { cacheMs: 10, absentCacheMs: 1_000 };
  const runNvidiaSmi = () => {
    calls++;
    return Promise.reject(new Error('ENOENT'));
  };
  const probe = makeGpuProbe({ now: () => nowMs, runNvidiaSmi }, options);
  expect(await probe()).toEqual([]);
  nowMs = 500;
  expect(await probe()).toEqual([]);
  expect(calls).toBe(1);
  nowMs = 1_500;
  await probe();
  expect(calls).toBe(2);
});
