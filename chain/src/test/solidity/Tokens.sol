// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

// Tokens that keep their balances in the ways that a reader of reserves meets.

/// A balance is a slot: mapping 0.
contract PlainToken {
    mapping(address => uint256) internal balances;

    function set(address holder, uint256 units) external {
        balances[holder] = units;
    }

    function balanceOf(address holder) external view virtual returns (uint256) {
        return balances[holder];
    }
}

/// Hands all calls to the contract that EIP-1967's slot names, which keeps its variables here.
contract ProxiedToken {
    bytes32 private constant IMPLEMENTATION = 0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc;

    constructor(address implementation) {
        assembly {
            sstore(IMPLEMENTATION, implementation)
        }
    }

    function pointTo(address implementation) external {
        assembly {
            sstore(IMPLEMENTATION, implementation)
        }
    }

    fallback() external {
        assembly {
            calldatacopy(0, 0, calldatasize())
            let ok := delegatecall(gas(), sload(IMPLEMENTATION), 0, calldatasize(), 0, 0)
            returndatacopy(0, 0, returndatasize())
            if ok {
                return(0, returndatasize())
            }
            revert(0, returndatasize())
        }
    }
}

/// The highest bit of a balance's slot says that the holder is blocked.
contract PackedToken is PlainToken {
    function blockHolder(address holder) external {
        balances[holder] |= 1 << 255;
    }

    function balanceOf(address holder) external view override returns (uint256) {
        return balances[holder] & ~(uint256(1) << 255);
    }
}

/// Balances are shares of a total that grows.
contract RebasingToken {
    mapping(address => uint256) private shares;
    uint256 private index = 100;

    function set(address holder, uint256 units) external {
        shares[holder] = units;
    }

    function rebase(uint256 to) external {
        index = to;
    }

    function balanceOf(address holder) external view returns (uint256) {
        return (shares[holder] * index) / 100;
    }
}

/// One slot is read, as of a plain token, but the balance is twice what it holds.
contract DoublingToken is PlainToken {
    function balanceOf(address holder) external view override returns (uint256) {
        return balances[holder] * 2;
    }
}

/// Hashes a mapping as Vyper does: slot, then key. The mapping is variable 3.
contract VyperOrderToken {
    function slotOf(address holder) private pure returns (bytes32) {
        return keccak256(abi.encode(uint256(3), holder));
    }

    function set(address holder, uint256 units) external {
        bytes32 slot = slotOf(holder);
        assembly {
            sstore(slot, units)
        }
    }

    function balanceOf(address holder) external view returns (uint256 units) {
        bytes32 slot = slotOf(holder);
        assembly {
            units := sload(slot)
        }
    }
}
