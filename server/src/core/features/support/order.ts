/** Sort keys of completion items. */

/** Text that sorts by rank first (0 comes first), then by position. */
export function sortKey(rank: number, position: number): string {
  return `${rank.toString()}${position.toString().padStart(4, '0')}`;
}
