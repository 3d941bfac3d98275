import { readFileSync } from 'node:fs';

/**
 * The most memory that this process has had resident, in bytes. `resourceUsage().maxRSS` would start
 * from what the parent held when it forked, so Linux is asked for the peak of this program alone.
 */
export function peakMemory(): number {
  const status = process.platform === 'linux' ? readFileSync('/proc/self/status', 'utf8') : '';
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return (kilobytes === undefined ? process.resourceUsage().maxRSS : Number(kilobytes)) * 1024;
}
