// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// What a Safe keeps in its storage, and where: slot 0 the singleton, 2 the list of owners, 3 their number, 4 the threshold.
contract SafeStorage {
    address private singleton;
    address private modules;
    mapping(address => address) private owners;
    uint256 private ownerCount;
    uint256 private threshold;

    function setup(address[] calldata list, uint256 wanted) external {
        address last = address(1);
        for (uint256 i = 0; i < list.length; i++) {
            owners[last] = list[i];
            last = list[i];
        }
        owners[last] = address(1);
        ownerCount = list.length;
        threshold = wanted;
    }
}

/// A Safe's proxy: hands all calls to the contract in slot 0.
contract SafeProxy {
    address private singleton;

    constructor(address to) {
        singleton = to;
    }

    receive() external payable {}

    fallback() external payable {
        assembly {
            calldatacopy(0, 0, calldatasize())
            let ok := delegatecall(gas(), sload(0), 0, calldatasize(), 0, 0)
            returndatacopy(0, 0, returndatasize())
            if ok {
                return(0, returndatasize())
            }
            revert(0, returndatasize())
        }
    }
}

/// EIP-1271 for one owner's key.
contract OwnedWallet {
    address private immutable OWNER;

    constructor(address owner) {
        OWNER = owner;
    }

    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        if (signature.length != 65) {
            return 0xffffffff;
        }
        address signer = ecrecover(hash, uint8(signature[64]), bytes32(signature[0:32]), bytes32(signature[32:64]));
        return signer == OWNER ? bytes4(0x1626ba7e) : bytes4(0xffffffff);
    }
}
