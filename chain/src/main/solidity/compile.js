// Compiles a contract by the settings that the repository's bytecode is made with, and prints for each contract that
// has code {"abi", "bytecode", "deployedBytecode"}, by name. No metadata, so that the bytes depend on nothing else.
//
//   node chain/src/main/solidity/compile.js FILE.sol
//
// The compiler is the one that ./solvent test installs into target/nodes.
'use strict';

const fs = require('fs');
const path = require('path');

const root = path.resolve(__dirname, '../../../..');
const solc = require(path.join(root, 'target/nodes/node_modules/solc'));

const file = path.resolve(process.argv[2]);
const folder = path.dirname(file);
const settings = {
  evmVersion: 'shanghai',
  metadata: {appendCBOR: false, bytecodeHash: 'none'},
  optimizer: {enabled: true, runs: 200},
  viaIR: true,
  outputSelection: {'*': {'*': ['abi', 'evm.bytecode.object', 'evm.deployedBytecode.object']}},
};

function source(name) {
  for (const each of [folder, __dirname]) {
    const found = path.join(each, name);
    if (fs.existsSync(found)) return {contents: fs.readFileSync(found, 'utf8')};
  }
  return {error: 'not found'};
}

const name = path.basename(file);
const input = {language: 'Solidity', settings, sources: {[name]: {content: source(name).contents}}};
const output = JSON.parse(solc.compile(JSON.stringify(input), {import: source}));
const problems = output.errors || [];
if (problems.length > 0) {
  process.stderr.write(problems.map((each) => each.formattedMessage).join('\n'));
  process.exit(1);
}

const contracts = {};
for (const unit of Object.values(output.contracts)) {
  for (const [contract, made] of Object.entries(unit)) {
    const bytecode = made.evm.bytecode.object;
    if (bytecode === '') continue;
    contracts[contract] = {abi: made.abi, bytecode, deployedBytecode: made.evm.deployedBytecode.object};
  }
}
process.stdout.write(JSON.stringify(contracts, null, 1) + '\n');
