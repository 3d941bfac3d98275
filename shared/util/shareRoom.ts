/** What a part must have, and what it would take to be seen whole; not less. */
export interface RoomNeed {
  readonly least: number;
  readonly whole: number;
}

/** What each part gets of `room`: its least, and an equal share of what is left, as far as it takes more. */
export function shareRoom(needs: readonly RoomNeed[], room: number): number[] {
  const shares = needs.map(({ least }) => least);
  let left = Math.max(0, room - shares.reduce((sum, share) => sum + share, 0));
  // Those that lack least first: what they leave is for the others.
  const lacking = needs
    .map(({ least, whole }, place) => ({ place, least, lacks: whole - least }))
    .filter(({ lacks }) => lacks > 0)
    .sort((one, other) => one.lacks - other.lacks);
  lacking.forEach(({ place, least, lacks }, index) => {
    const more = Math.min(lacks, Math.floor(left / (lacking.length - index)));
    shares[place] = least + more;
    left -= more;
  });
  return shares;
}
