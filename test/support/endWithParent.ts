// For `node --require`: the program ends when the one that started it ends, however that came to its end.
process.stdin.on('end', () => process.exit()).resume();
