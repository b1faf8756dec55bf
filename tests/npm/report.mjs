// What was checked and how it went, in the words of tests/run.
let passed = 0;
let failed = 0;

// No fault is a pass; every fault is shown.
export function noFaults(what, faults) {
    if (faults.length === 0) {
        passed++;
        console.log(`ok      ${what}`);
        return;
    }
    failed++;
    console.log(`FAILED  ${what}`);
    for (const fault of faults.slice(0, 20))
        console.log(`        ${fault}`);
}

// Something was broken on purpose: PART must stand in one of the faults.
export function finds(what, faults, part) {
    const found = faults.some((fault) => fault.includes(part));
    noFaults(`a check finds: ${what}`,
        found ? [] : [`wanted a fault with: ${part}`, ...faults]);
}

export function close() {
    console.log(`${passed} passed, ${failed} failed`);
    return failed === 0 && passed > 0 ? 0 : 1;
}
