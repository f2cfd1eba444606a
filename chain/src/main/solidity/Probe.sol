// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// Tries a call and returns how it ended: for eth_call, as the code of a contract that is never made. A node then
/// hands out a revert's data as a result, where each kind of node puts it somewhere else in its errors.
contract Probe {
    constructor(address target, bytes memory data) {
        (bool succeeded, bytes memory returned) = target.call(data);
        bytes memory result = abi.encode(succeeded, returned);
        assembly {
            return(add(result, 32), mload(result))
        }
    }
}
