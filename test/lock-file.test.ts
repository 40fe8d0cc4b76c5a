import { expect, test } from 'vitest'
import { missing, readLock } from './lock-file.ts'

test('the lock file has an entry for every package it speaks of; otherwise: npm run lock', () => {
  expect(missing(readLock().packages).map(([name]) => name)).toEqual([])
})
