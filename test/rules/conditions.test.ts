import { describe, expect, it } from 'vitest';
import { isLive } from '../../server/src/core/rules/support/conditions.ts';
import { testKb } from '../support/kb.ts';

const kb = testKb();

describe('code under a condition that is judged', () => {
  it.each([
    'ifdef MAP_ANONYMOUS',
    'if defined(MAP_ANONYMOUS) && defined(WITH_CACHE)',
    'if !defined(WITHOUT_CACHE) && defined(MAP_ANONYMOUS)',
    'ifndef WITHOUT_CACHE',
    'ifndef __FreeBSD__',
    'ifdef __linux__',
    'if defined(__linux__) || defined(__FreeBSD__)',
    'if !defined(__FreeBSD__) && !defined(__APPLE__)',
    'else of ifdef __FreeBSD__',
    'else of if defined(__FreeBSD__) || defined(__APPLE__)',
    'if HAVE_MMAP',
    'if 1',
    'if LINUX_VERSION_CODE >= KERNEL_VERSION(4, 17, 0)',
    'elif defined(WITH_CACHE)',
    'if )(',
    'if',
    'else of ',
  ])('#%s', (condition) => {
    expect(isLive([condition], kb)).toBe(true);
    expect(isLive(['ifdef WITH_CACHE', condition], kb)).toBe(true);
  });
});

describe('code under a condition that never holds here, or stands in for what is missing', () => {
  it.each([
    'if 0',
    'if (0)',
    'if ( 0 )',
    'elif 0',
    'if 0 && defined(WITH_CACHE)',
    'else of if 1',
    'ifndef MAP_ANONYMOUS',
    'if !defined(MAP_ANONYMOUS)',
    'if !defined MAP_ANONYMOUS',
    'else of ifdef MAP_ANONYMOUS',
    'else of if defined(MAP_ANONYMOUS)',
    'else of if defined(WITH_CACHE) && defined(MAP_ANONYMOUS)',
    'else of if defined(MAP_ANONYMOUS) && WITH_CACHE > 2',
    'if !defined(MAP_ANONYMOUS) || defined(WITHOUT_CACHE)',
    'if defined(WITH_CACHE) && !defined(MAP_ANONYMOUS)',
    'elifndef MAP_ANONYMOUS',
    'ifndef SYS_memfd_create',
    'ifndef __NR_memfd_create',
    'ifdef __FreeBSD__',
    'ifdef _WIN32',
    'if defined(__FreeBSD__) || defined(__APPLE__)',
    'if defined(__FreeBSD__) && WITH_CACHE',
    'else of ifndef __FreeBSD__',
    'else of if !defined(_WIN32)',
    'else of ifdef __linux__',
    'else of if defined(__linux__)',
    'ifndef __linux__',
  ])('#%s', (condition) => {
    expect(isLive([condition], kb)).toBe(false);
    expect(isLive(['ifdef WITH_CACHE', condition], kb)).toBe(false);
  });
});
